//! Starting rounds and reading them.

use hikeshi_db::Tx;
use hikeshi_directory::contact_tree;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::QueryOrder as _;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;

use super::{
    CallState, instead_of, message,
    order::order,
    step,
    wish::{Wish, wish},
};
use crate::{
    case::{Purpose, Status, hold, level_history},
    model::{OfIncident as _, call_attempt, call_round, incident},
};

/// Within so many milliseconds after a round began, calling again is the same wish.
const PRESSED_TWICE: i64 = 30_000;

/// A round with its persons in calling order.
#[derive(Debug, Clone)]
pub struct Round {
    /// When, at which level.
    pub round: call_round::Model,
    /// The persons.
    pub attempts: Vec<call_attempt::Model>,
}

/// Lets the call tree follow the level (0 to 3) that was decided or proposed: calls the first
/// person of the level now, unless the people of this level are being called already or somebody
/// of this level or a higher one has confirmed. The calls of another level end. Who confirmed
/// before, at whatever level, is not called again as long as there is somebody else. Nobody is
/// called in a drill, in history or when the incident is closed.
///
/// # Errors
/// A problem of the database.
pub async fn start_round(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    level: u8,
) -> Result<(), Problem> {
    let incident = hold(tx, incident).await?;
    let rounds = rounds_of(tx, &incident).await?;
    let decided = level_history(tx, &incident).await?;
    let changed = match decided.as_slice() {
        [.., before, now] => before.level != now.level,
        _ => false,
    };
    match wish(&rounds, level, changed) {
        Wish::Leave => Ok(()),
        Wish::End => step::end_open(tx, &incident, None).await,
        Wish::Begin => {
            let attempts = rounds.into_iter().flat_map(|round| round.attempts);
            let knowing = attempts.filter(|a| CallState::of(a) == CallState::Acknowledged);
            let knowing = knowing.map(|attempt| attempt.name).collect();
            begin(tx, platform, scope, &incident, (level, knowing)).await
        }
    }
}

/// Calls the whole tree again, at the level of the incident: for when nobody could be reached.
/// Does nothing right after the start of a round (a button pressed twice).
///
/// # Errors
/// A problem of the database.
pub async fn restart_round(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let incident = hold(tx, incident).await?;
    let latest = rounds(tx, &incident).await?.pop();
    let now = to_millis(platform.clock.now());
    if latest.as_ref().is_some_and(|round| now - round.started_at < PRESSED_TWICE) {
        return Ok(());
    }
    let latest = latest.map(|round| round.level);
    let level = incident.level.or(incident.proposed_level).or(latest).unwrap_or(0);
    let level = u8::try_from(level).unwrap_or(0);
    begin(tx, platform, scope, &incident, (level, Vec::new())).await
}

/// All rounds, the latest first, with their persons.
///
/// # Errors
/// A problem of the database.
pub async fn rounds_of(tx: &Tx, incident: &incident::Model) -> Result<Vec<Round>, Problem> {
    let attempts = call_attempt::Entity::find()
        .of_incident(incident)
        .order_by_asc(call_attempt::Column::Position)
        .all(tx.conn())
        .await?;
    let of = |round: call_round::Model| Round {
        attempts: attempts.iter().filter(|a| a.round_id == round.id).cloned().collect(),
        round,
    };
    Ok(rounds(tx, incident).await?.into_iter().rev().map(of).collect())
}

async fn rounds(tx: &Tx, incident: &incident::Model) -> Result<Vec<call_round::Model>, Problem> {
    Ok(call_round::Entity::find()
        .of_incident(incident)
        .order_by_asc(call_round::Column::StartedAt)
        .order_by_asc(call_round::Column::Level)
        .order_by_asc(call_round::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Writes a round and calls its first person. Those of `knowing` are left out as long as there is
/// somebody else.
async fn begin(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (level, knowing): (u8, Vec<String>),
) -> Result<(), Problem> {
    if incident.purpose != Purpose::Real.name() || incident.status == Status::Closed.name() {
        return Ok(());
    }
    step::end_open(tx, incident, None).await?;
    let round = insert_round(tx, platform, scope, incident, level).await?;
    let detail = json!({ "round": round.id, "level": level });
    audit(tx, platform, scope, "call.round-started", ("incident", incident.id), detail).await?;
    let mut people = order(contact_tree(tx, scope).await?, level);
    if people.is_empty() {
        let others = instead_of(tx, incident, &[]).await?;
        let line = message::nobody_line(platform, &others);
        return step::write_line(tx, platform, scope, incident, line).await;
    }
    if people.iter().any(|person| !knowing.contains(&person.name)) {
        people.retain(|person| !knowing.contains(&person.name));
    }
    for (position, person) in (1_i64..).zip(people) {
        let row = call_attempt::ActiveModel {
            id: Set(new_uuid(&*platform.clock, &*platform.rng)),
            company_id: Set(incident.company_id),
            incident_id: Set(incident.id),
            round_id: Set(round.id),
            position: Set(position),
            name: Set(person.name),
            title: Set(person.title),
            phone: Set(person.phone),
            email: Set(person.email),
            wait_minutes: Set(person.wait_minutes.max(1)),
            state: Set(CallState::Waiting.name().to_owned()),
            token_hash: Set(String::new()),
            called_at: Set(None),
            due_at: Set(None),
            acknowledged_at: Set(None),
            acknowledged_by: Set(String::new()),
        };
        call_attempt::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    step::call_next(tx, platform, scope, incident, round.id).await
}

async fn insert_round(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    level: u8,
) -> Result<call_round::Model, Problem> {
    let (clock, rng) = platform.chance();
    let row = call_round::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        level: i64::from(level),
        started_at: to_millis(clock.now()),
        reason: scope.actor_name().to_owned(),
    };
    call_round::Entity::insert(call_round::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row)
}
