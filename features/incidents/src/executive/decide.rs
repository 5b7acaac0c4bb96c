//! Answering a question, and undoing the answer.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{from_millis, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{find_decision, message, options_of};
use crate::{
    case::{EntryKind, hold_open, renew_notice},
    model::{executive_decision, incident},
    record::Written,
};

/// How long an answer can be undone.
pub const UNDO_MINUTES: i64 = 10;

/// What the president tapped, and on which version of the question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question.
    pub decision: Uuid,
    /// The version of the question that the person saw.
    pub seen_version: i64,
    /// The option's id.
    pub chosen: String,
    /// What the president adds; may be empty.
    pub comment: String,
}

/// The question was decided or undone meanwhile: as it is now.
#[derive(Debug, Clone)]
pub struct DecisionConflict(pub executive_decision::Model);

/// Records the answer with who and when, writes it into the timeline and to the person who
/// asked. The same answer sent twice changes nothing.
///
/// # Errors
/// Not found: an unknown question or option; a problem of the database.
pub async fn decide(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    answer: Answer,
) -> Result<Result<(), DecisionConflict>, Problem> {
    hold_open(tx, platform, incident).await?;
    let old = find_decision(tx, incident, answer.decision).await?;
    let options = options_of(&old);
    let option = options.iter().find(|option| option.id == answer.chosen);
    let option = option.ok_or_else(Problem::not_found)?;
    if old.decided_at.is_some() && old.withdrawn_at.is_none() && old.chosen == option.id {
        return Ok(Ok(()));
    }
    if old.decided_at.is_some() || old.version != answer.seen_version {
        return Ok(Err(DecisionConflict(old)));
    }
    let row = executive_decision::Model {
        chosen: option.id.clone(),
        comment: answer.comment,
        decided_at: Some(to_millis(platform.clock.now())),
        decided_by_id: scope.account().map(Into::into),
        decided_by: scope.actor_name().to_owned(),
        version: old.version + 1,
        ..old
    };
    let change = executive_decision::ActiveModel {
        id: Set(row.id),
        chosen: Set(row.chosen.clone()),
        comment: Set(row.comment.clone()),
        decided_at: Set(row.decided_at),
        decided_by_id: Set(row.decided_by_id),
        decided_by: Set(row.decided_by.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    executive_decision::Entity::update(change).exec_without_returning(tx.conn()).await?;
    renew_notice(tx, scope).await?;
    let detail = json!({
        "decision": row.id, "topic": row.topic, "chosen": row.chosen, "rows": Written::of(&row)?,
    });
    audit(tx, platform, scope, "executive.decided", ("incident", incident.id), detail).await?;
    let line = message::decided_line(platform, &row, &option.label);
    message::write_line(tx, platform, scope, incident, (EntryKind::Decision, line)).await?;
    message::tell_asker(tx, platform, incident, &row, &option.label).await?;
    Ok(Ok(()))
}

/// Whether the answer can still be undone.
#[must_use]
pub fn may_undo(decision: &executive_decision::Model, now: Timestamp) -> bool {
    let within =
        |at| now.duration_since(from_millis(at)) <= SignedDuration::from_mins(UNDO_MINUTES);
    decision.withdrawn_at.is_none() && decision.decided_at.is_some_and(within)
}

/// Undoes an answer: it stays in the record as undone, and the question waits again as a new
/// row. `Ok(false)` when the time is over; a second undo changes nothing.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn undo(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    decision: Uuid,
) -> Result<bool, Problem> {
    hold_open(tx, platform, incident).await?;
    let old = find_decision(tx, incident, decision).await?;
    let (clock, rng) = platform.chance();
    if old.withdrawn_at.is_some() {
        return Ok(true);
    }
    if !may_undo(&old, clock.now()) {
        return Ok(false);
    }
    let undone = executive_decision::Model {
        withdrawn_at: Some(to_millis(clock.now())),
        version: old.version + 1,
        ..old.clone()
    };
    let change = executive_decision::ActiveModel {
        id: Set(undone.id),
        withdrawn_at: Set(undone.withdrawn_at),
        version: Set(undone.version),
        ..Default::default()
    };
    executive_decision::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let again = executive_decision::Model {
        id: new_uuid(clock, rng),
        chosen: String::new(),
        comment: String::new(),
        decided_at: None,
        decided_by_id: None,
        decided_by: String::new(),
        version: 1,
        ..old.clone()
    };
    executive_decision::Entity::insert(executive_decision::ActiveModel::from(again.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    renew_notice(tx, scope).await?;
    let detail = json!({
        "decision": old.id, "again": again.id, "rows": Written::of(&undone)?.and(&again)?,
    });
    audit(tx, platform, scope, "executive.undone", ("incident", incident.id), detail).await?;
    let line = message::undone_line(platform, &old);
    message::write_line(tx, platform, scope, incident, (EntryKind::Decision, line)).await?;
    message::tell_asker_undone(tx, platform, incident, &old).await?;
    Ok(true)
}
