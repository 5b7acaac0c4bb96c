//! The mail to the person who is called.

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{CompanyId, CompanyScope, hash_token};
use hikeshi_jobs::{Job, JobError};
use hikeshi_kernel::from_millis;
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    CallState, message,
    step::{attempt_of, failed, next_waiting},
};
use crate::{
    case::{IncidentId, Status, find_incident, hold},
    model::{call_attempt, call_round},
};

/// Mails a person who is called. The secret of the link is made when the mail leaves, so the
/// table of jobs never holds one. Running twice sends a second mail, whose link replaces the
/// first one; whoever confirmed, or whose call ended, gets none.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailCall {
    /// The person's row.
    pub attempt: Uuid,
    /// The company, for the fence.
    pub company: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for MailCall {
    const KIND: &'static str = "incidents.mail-call";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        let Some(mail) = with_fresh_link(&tx, platform, self).await.map_err(failed)? else {
            return Ok(());
        };
        tx.commit().await?;
        platform.mailer.send(&mail).await.map_err(|error| JobError::from_error(&error))
    }
}

async fn with_fresh_link(
    tx: &Tx,
    platform: &Platform,
    job: &MailCall,
) -> Result<Option<Message>, Problem> {
    let scope = CompanyScope::of_program(CompanyId(job.company), "job");
    let Some(seen) = attempt_of(tx, job.company, job.attempt).await? else { return Ok(None) };
    let incident = find_incident(tx, &scope, IncidentId(seen.incident_id)).await?;
    let incident = hold(tx, &incident).await?;
    let Some(person) = attempt_of(tx, job.company, job.attempt).await? else { return Ok(None) };
    let called = matches!(CallState::of(&person), CallState::Called | CallState::Passed);
    let Some(due) = person.due_at.filter(|_| called) else { return Ok(None) };
    if incident.status == Status::Closed.name() {
        return Ok(None);
    }
    let token = platform.rng.secret();
    let change = call_attempt::ActiveModel {
        id: Set(person.id),
        token_hash: Set(hash_token(&token)),
        ..Default::default()
    };
    call_attempt::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let more = next_waiting(tx, &incident, person.round_id).await?.is_some();
    let round = call_round::Entity::find_by_id(person.round_id).one(tx.conn()).await?;
    let level = round.map_or(0, |round| round.level);
    let how = (&*token, from_millis(due), more);
    Ok(Some(message::call(platform, &incident, &person, how, level)))
}
