//! Passing on to the next person when one does not confirm in time.

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_jobs::{Job, JobError};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    CallState, message,
    step::{self, attempt_of, failed},
};
use crate::{
    case::{IncidentId, Status, find_incident, hold},
    model::call_attempt,
};

/// Runs when a person's time is over. Harmless when it runs twice or too late: it acts only
/// while that person is still being called.
#[derive(Debug, Serialize, Deserialize)]
pub struct EscalateCall {
    /// The person's row.
    pub attempt: Uuid,
    /// The company, for the fence.
    pub company: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for EscalateCall {
    const KIND: &'static str = "incidents.escalate-call";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        let done = escalate(&tx, platform, self).await;
        done.map_err(failed)?;
        Ok(tx.commit().await?)
    }
}

async fn escalate(tx: &Tx, platform: &Platform, job: &EscalateCall) -> Result<(), Problem> {
    let scope = CompanyScope::of_program(CompanyId(job.company), "job");
    let Some(seen) = attempt_of(tx, job.company, job.attempt).await? else { return Ok(()) };
    let incident = find_incident(tx, &scope, IncidentId(seen.incident_id)).await?;
    let incident = hold(tx, &incident).await?;
    let Some(person) = attempt_of(tx, job.company, job.attempt).await? else { return Ok(()) };
    let now = to_millis(platform.clock.now());
    if CallState::of(&person) != CallState::Called || person.due_at.is_none_or(|due| due > now) {
        return Ok(());
    }
    if incident.status == Status::Closed.name() {
        return step::end_open(tx, &incident, Some(person.round_id)).await;
    }
    let change = call_attempt::ActiveModel {
        id: Set(person.id),
        state: Set(CallState::Passed.name().to_owned()),
        ..Default::default()
    };
    call_attempt::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let more = step::next_waiting(tx, &incident, person.round_id).await?.is_some();
    let line = message::passed_line(platform, &person, more);
    step::write_line(tx, platform, &scope, &incident, line).await?;
    step::call_next(tx, platform, &scope, &incident, person.round_id).await
}
