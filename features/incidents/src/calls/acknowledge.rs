//! Confirming a call: by the link in the mail, or entered by somebody who telephoned.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, audit, hash_token};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use super::{CallState, message, step};
use crate::{
    case::{IncidentId, Status, find_incident, hold},
    model::{OfIncident as _, call_attempt, incident},
};

/// What a link in a mail leads to.
#[derive(Debug)]
pub struct CallLink {
    /// The program acting for the company of the link.
    pub scope: CompanyScope,
    /// The incident.
    pub incident: incident::Model,
    /// The person to whom the link was sent.
    pub attempt: call_attempt::Model,
    /// The person of the same round who confirmed, if any.
    pub confirmed: Option<call_attempt::Model>,
    /// Whether somebody is called after this person.
    pub more: bool,
}

/// What the link with this secret leads to. The transaction must be open to all companies,
/// because the link alone says which one.
///
/// # Errors
/// Not found, for a wrong secret.
pub async fn by_link(tx: &Tx, token: &str) -> Result<CallLink, Problem> {
    let attempt = call_attempt::Entity::find()
        .filter(call_attempt::Column::TokenHash.eq(hash_token(token)))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let scope = CompanyScope::of_program(CompanyId(attempt.company_id), "call-link");
    let incident = find_incident(tx, &scope, IncidentId(attempt.incident_id)).await?;
    let people = step::attempts_of(tx, &incident, attempt.round_id).await?;
    let more = people.iter().any(|person| CallState::of(person) == CallState::Waiting);
    let knows = |person: &call_attempt::Model| CallState::of(person) == CallState::Acknowledged;
    let confirmed = people.into_iter().find(knows);
    Ok(CallLink { scope, incident, attempt, confirmed, more })
}

/// The person's row of that id in this incident.
///
/// # Errors
/// Not found: unknown or of another incident.
pub async fn find_attempt(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<call_attempt::Model, Problem> {
    call_attempt::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// Records that the person knows, and ends the round. The program's scope means the link;
/// a person's scope means that they reached the other one by telephone. Once somebody
/// confirmed, the round ended or the incident was closed, nothing changes any more.
///
/// # Errors
/// A problem of the database.
pub async fn acknowledge(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    attempt: Uuid,
) -> Result<(), Problem> {
    let incident = &hold(tx, incident).await?;
    let person = find_attempt(tx, incident, attempt).await?;
    let closed = incident.status == Status::Closed.name();
    if closed || !CallState::of(&person).may_acknowledge() {
        return Ok(());
    }
    let by = match scope.account() {
        Some(_) => scope.actor_name().to_owned(),
        None => person.name.clone(),
    };
    let change = call_attempt::ActiveModel {
        id: Set(person.id),
        state: Set(CallState::Acknowledged.name().to_owned()),
        acknowledged_at: Set(Some(to_millis(platform.clock.now()))),
        acknowledged_by: Set(by.clone()),
        ..Default::default()
    };
    call_attempt::Entity::update(change).exec_without_returning(tx.conn()).await?;
    step::end_open(tx, incident, Some(person.round_id)).await?;
    let detail = json!({ "attempt": person.id, "link": scope.account().is_none() });
    audit(tx, platform, scope, "call.acknowledged", ("incident", incident.id), detail).await?;
    let line = message::acknowledged_line(platform, &person, scope.account().map(|_| by.as_str()));
    step::write_line(tx, platform, scope, incident, line).await
}
