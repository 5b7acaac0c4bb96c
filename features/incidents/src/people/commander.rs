//! Who commands: one person at a time, known to everybody.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, Role, audit, members_of_company};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::participants_of;
use crate::{
    case::{EntryKind, IncidentId, NewEntry, add_entry, find_incident, hold_open},
    model::incident,
    record::Written,
};

/// The source of the lines of the timeline that tell who got the command: no other table keeps it.
pub const COMMAND_SOURCE: &str = "command:";

/// Somebody who may take command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What a form sends: the id of the account or of the person on the case.
    pub id: Uuid,
    /// The account, if the person can sign in here.
    pub account: Option<Uuid>,
    /// The name.
    pub name: String,
}

/// Somebody else changed the command meanwhile: the incident as it is now.
#[derive(Debug, Clone)]
pub struct CommanderConflict(pub incident::Model);

/// The people who may take command: those of the company who act, the person who asks, and
/// the people on the case.
///
/// # Errors
/// A problem of the database.
pub async fn candidates(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<Candidate>, Problem> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |id: Uuid, account: Option<Uuid>, name: &str| {
        if !found.iter().any(|known| known.name == name) {
            found.push(Candidate { id, account, name: name.to_owned() });
        }
    };
    if let Some(account) = scope.account() {
        add(account.0, Some(account.0), scope.actor_name());
    }
    for member in members_of_company(tx, scope.company()).await? {
        if matches!(member.role, Role::President | Role::Officer | Role::Staff) {
            add(member.account.0, Some(member.account.0), &member.name);
        }
    }
    for person in participants_of(tx, incident).await? {
        add(person.id, person.account_id, &person.name);
    }
    Ok(found)
}

/// Gives the command to a candidate. `seen` is the name of the commander that the person saw.
///
/// # Errors
/// Not found: no such candidate; a problem of the database.
pub async fn set_commander(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (candidate, seen): (Uuid, &str),
) -> Result<Result<(), CommanderConflict>, Problem> {
    hold_open(tx, platform, incident).await?;
    let incident = find_incident(tx, scope, IncidentId(incident.id)).await?;
    let all = candidates(tx, scope, &incident).await?;
    let new = all.into_iter().find(|c| c.id == candidate).ok_or_else(Problem::not_found)?;
    if new.name == incident.commander_name {
        return Ok(Ok(()));
    }
    if incident.commander_name != seen {
        return Ok(Err(CommanderConflict(incident)));
    }
    let now = platform.clock.now();
    let incident = incident::Model {
        commander_id: new.account,
        commander_name: new.name.clone(),
        changed_at: to_millis(now),
        ..incident
    };
    let change = incident::ActiveModel {
        id: Set(incident.id),
        commander_id: Set(incident.commander_id),
        commander_name: Set(incident.commander_name.clone()),
        changed_at: Set(incident.changed_at),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "account": new.account, "rows": Written::of(&incident)? });
    audit(tx, platform, scope, "incident.commander-chosen", ("incident", incident.id), detail)
        .await?;
    let text = platform.words(Lang::Ja).t1("people-line-commander", "name", &new.name);
    let line = NewEntry {
        source: COMMAND_SOURCE.to_owned(),
        ..NewEntry::automatic(EntryKind::Decision, now, text)
    };
    add_entry(tx, platform, scope, &incident, line).await?;
    Ok(Ok(()))
}
