//! One step of a round: call the next person, or say that nobody is left.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_jobs::{JobError, enqueue, enqueue_once};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::QueryOrder as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{CallState, EscalateCall, MailCall, instead::instead_of_round, message};
use crate::{
    case::{EntryKind, NewEntry, add_entry},
    model::{call_attempt, incident},
};

/// Calls the next waiting person of the round; if there is none, writes that nobody is left and
/// who else may be telephoned.
pub(super) async fn call_next(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    round: Uuid,
) -> Result<(), Problem> {
    match next_waiting(tx, incident, round).await? {
        Some(person) => call(tx, platform, scope, incident, person).await,
        None => {
            let others = instead_of_round(tx, incident, round).await?;
            let line = message::nobody_left_line(platform, &others);
            write_line(tx, platform, scope, incident, line).await
        }
    }
}

/// The person of the round whose turn comes next.
pub(super) async fn next_waiting(
    tx: &Tx,
    incident: &incident::Model,
    round: Uuid,
) -> Result<Option<call_attempt::Model>, Problem> {
    let people = attempts_of(tx, incident, round).await?;
    Ok(people.into_iter().find(|person| CallState::of(person) == CallState::Waiting))
}

/// The people of a round in calling order.
pub(super) async fn attempts_of(
    tx: &Tx,
    incident: &incident::Model,
    round: Uuid,
) -> Result<Vec<call_attempt::Model>, Problem> {
    Ok(call_attempt::Entity::find()
        .filter(call_attempt::Column::RoundId.eq(round))
        .filter(call_attempt::Column::CompanyId.eq(incident.company_id))
        .order_by_asc(call_attempt::Column::Position)
        .all(tx.conn())
        .await?)
}

/// Ends all that is open in the incident's rounds, or in one of them: nobody is called any more.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn end_open(
    tx: &Tx,
    incident: &incident::Model,
    round: Option<Uuid>,
) -> Result<(), Problem> {
    let open = [CallState::Waiting.name(), CallState::Called.name()];
    let mut change = call_attempt::Entity::update_many()
        .set(call_attempt::ActiveModel {
            state: Set(CallState::Ended.name().to_owned()),
            ..Default::default()
        })
        .filter(call_attempt::Column::IncidentId.eq(incident.id))
        .filter(call_attempt::Column::CompanyId.eq(incident.company_id))
        .filter(call_attempt::Column::State.is_in(open));
    if let Some(round) = round {
        change = change.filter(call_attempt::Column::RoundId.eq(round));
    }
    change.exec(tx.conn()).await?;
    Ok(())
}

/// The person's row of that id, for a job of the company.
pub(super) async fn attempt_of(
    tx: &Tx,
    company: Uuid,
    id: Uuid,
) -> Result<Option<call_attempt::Model>, Problem> {
    Ok(call_attempt::Entity::find_by_id(id)
        .filter(call_attempt::Column::CompanyId.eq(company))
        .one(tx.conn())
        .await?)
}

/// A problem as the error of a job, which is never without words.
pub(super) fn failed(problem: Problem) -> JobError {
    let name = || problem.kind.name().to_owned();
    JobError::new(problem.cause.clone().unwrap_or_else(name))
}

/// Adds a line about a call to the timeline, as of now.
pub(super) async fn write_line(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    text: String,
) -> Result<(), Problem> {
    let new = NewEntry::automatic(EntryKind::Call, platform.clock.now(), text);
    add_entry(tx, platform, scope, incident, new).await.map(|_| ())
}

/// Marks the person as called, writes the mail and the job that passes on to the next one.
async fn call(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    person: call_attempt::Model,
) -> Result<(), Problem> {
    let now = platform.clock.now();
    let due = now.checked_add(SignedDuration::from_mins(person.wait_minutes))?;
    let has_mail = !person.email.is_empty();
    let change = call_attempt::ActiveModel {
        id: Set(person.id),
        state: Set(CallState::Called.name().to_owned()),
        called_at: Set(Some(to_millis(now))),
        due_at: Set(Some(to_millis(due))),
        ..Default::default()
    };
    call_attempt::Entity::update(change).exec_without_returning(tx.conn()).await?;
    if has_mail {
        let mail = MailCall { attempt: person.id, company: person.company_id };
        enqueue::<Platform, _>(tx, platform.chance(), &mail, now).await?;
    }
    let job = EscalateCall { attempt: person.id, company: person.company_id };
    let key = format!("escalate-call:{}", person.id);
    enqueue_once::<Platform, _>(tx, platform.chance(), &job, due, &key).await?;
    let line = message::called_line(platform, &person, has_mail);
    write_line(tx, platform, scope, incident, line).await
}
