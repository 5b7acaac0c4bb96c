//! Putting a question to the president.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, Role, audit, members_of_company, send_mail};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{DecisionOption, message};
use crate::{
    case::{EntryKind, hold_open, renew_notice},
    model::{executive_decision, incident},
    record::Written,
};

/// A question to the president as somebody asks it, with exactly two ways to answer.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// The topic of the content, such as `isolate`.
    pub topic: String,
    /// The question in plain words.
    pub question: String,
    /// The two ways to answer.
    pub options: Vec<DecisionOption>,
    /// The option that the person who asks advises; empty for none.
    pub advice: String,
    /// Until when it must be decided, if known.
    pub due: Option<Timestamp>,
}

/// Writes the question, the line of the timeline and a mail to each president. The same
/// question that still waits is not asked twice (a form sent twice).
///
/// # Errors
/// A problem of the database.
pub async fn ask(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewQuestion,
) -> Result<executive_decision::Model, Problem> {
    hold_open(tx, platform, incident).await?;
    let open = super::decisions_of(tx, incident).await?;
    let same = |d: &executive_decision::Model| {
        d.decided_at.is_none() && d.topic == new.topic && d.question == new.question
    };
    if let Some(waiting) = open.into_iter().find(same) {
        return Ok(waiting);
    }
    let row = row_of(platform, scope, incident, new)?;
    executive_decision::Entity::insert(executive_decision::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    renew_notice(tx, scope).await?;
    let detail = json!({ "decision": row.id, "topic": row.topic, "rows": Written::of(&row)? });
    audit(tx, platform, scope, "executive.asked", ("incident", incident.id), detail).await?;
    let line = message::asked_line(platform, &row);
    message::write_line(tx, platform, scope, incident, (EntryKind::Message, line)).await?;
    for member in members_of_company(tx, scope.company()).await? {
        if member.role == Role::President {
            let mail = message::question(platform, incident, &row, (&member.name, &member.email));
            send_mail(tx, platform, mail).await?;
        }
    }
    Ok(row)
}

fn row_of(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewQuestion,
) -> Result<executive_decision::Model, Problem> {
    let (clock, rng) = platform.chance();
    Ok(executive_decision::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        topic: new.topic,
        question: new.question,
        options_json: serde_json::to_string(&new.options)?,
        advice: new.advice,
        due_at: new.due.map(to_millis),
        asked_at: to_millis(clock.now()),
        asked_by_id: scope.account().map(Into::into),
        asked_by: scope.actor_name().to_owned(),
        chosen: String::new(),
        comment: String::new(),
        decided_at: None,
        decided_by_id: None,
        decided_by: String::new(),
        withdrawn_at: None,
        version: 1,
    })
}
