//! The clocks that run in an incident: what must be told to whom by when.
//!
//! This slice shows them; whoever counts them (the filings) publishes all of an incident at once.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{LocalText, Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use crate::model::{OfIncident as _, clock, incident};

/// Whether a clock still runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// Nobody has decided or done it yet.
    Open,
    /// It is decided that it will be done.
    Decided,
    /// It was done.
    Done,
    /// It was decided not to do it, with a reason.
    Declined,
}

impl ClockState {
    /// The name in the database and in keys of words (`case-clock-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::Done => "done",
            Self::Declined => "declined",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Open, Self::Decided, Self::Done, Self::Declined]
            .into_iter()
            .find(|state| state.name() == name)
    }

    /// The states of clocks that somebody must still look at.
    pub const RUNNING: [Self; 2] = [Self::Open, Self::Decided];
}

/// A clock as counted.
#[derive(Debug, Clone)]
pub struct NewClock {
    /// Its key, unique in the incident.
    pub key: String,
    /// What is to be done.
    pub title: LocalText,
    /// `law`, `contract`, `voluntary`, `support`, or `provider` for what the provider promised.
    pub binding: &'static str,
    /// `yes`, or `unknown` where it is not known yet whether it must be done.
    pub applies: &'static str,
    /// How far the rule has been checked: `confirmed`, `own` or `to-check`.
    pub confidence: &'static str,
    /// The last instant and what it is shown as; `None` without a fixed limit.
    pub due: Option<(Timestamp, Moment)>,
    /// The limit in words, such as "at once"; `None` where there is none.
    pub limit: Option<LocalText>,
    /// The instant by which lists order it; `None` stands last.
    pub sort: Option<Timestamp>,
    /// Whether it still runs.
    pub state: ClockState,
    /// The page on which somebody acts.
    pub href: String,
}

/// Puts these clocks in the place of all that the incident had.
///
/// # Errors
/// A problem of the database.
pub async fn publish_clocks(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    clocks: Vec<NewClock>,
) -> Result<(), Problem> {
    clock::Entity::delete_many()
        .filter(clock::Column::IncidentId.eq(incident.id))
        .filter(clock::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    let (at, rng) = platform.chance();
    let mut rows = Vec::new();
    for new in clocks {
        rows.push(clock::ActiveModel {
            id: Set(new_uuid(at, rng)),
            company_id: Set(scope.company().0),
            incident_id: Set(incident.id),
            key: Set(new.key),
            title_json: Set(serde_json::to_string(&new.title)?),
            binding: Set(new.binding.to_owned()),
            applies: Set(new.applies.to_owned()),
            confidence: Set(new.confidence.to_owned()),
            due_at: Set(new.due.map(|(at, _)| to_millis(at))),
            due_json: Set(serde_json::to_string(&new.due.map(|(_, moment)| moment))?),
            state: Set(new.state.name().to_owned()),
            href: Set(new.href),
            limit_json: Set(serde_json::to_string(&new.limit)?),
            sort_at: Set(new.sort.map(to_millis)),
        });
    }
    if !rows.is_empty() {
        clock::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The clocks of an incident that still run, what is due first at the top.
///
/// # Errors
/// A problem of the database.
pub async fn running_clocks(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<clock::Model>, Problem> {
    let mut rows = clock::Entity::find()
        .of_incident(incident)
        .filter(clock::Column::State.is_in(ClockState::RUNNING.map(ClockState::name)))
        .order_by_asc(clock::Column::Key)
        .all(tx.conn())
        .await?;
    rows.sort_by_key(|row| row.sort_at.unwrap_or(i64::MAX));
    Ok(rows)
}

/// The last moment of a clock as it is to be shown; `None` without a fixed limit.
#[must_use]
pub fn due_of(clock: &clock::Model) -> Option<Moment> {
    serde_json::from_str(&clock.due_json).ok().flatten()
}

/// The limit of a clock in words; `None` where there is none.
#[must_use]
pub fn limit_of(clock: &clock::Model) -> Option<LocalText> {
    serde_json::from_str(&clock.limit_json).ok().flatten()
}
