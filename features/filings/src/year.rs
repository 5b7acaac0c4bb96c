//! What became of the filings, year by year: in time, late, decided against, not done.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{ClockState, Purpose},
    model::{clock, incident},
};
use hikeshi_kernel::{LocalText, from_millis, japan, to_millis};
use hikeshi_web::Problem;
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use uuid::Uuid;

use crate::{duties::Choice, model::duty_decision};

/// What became of one filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The limit is over and it is neither reported nor decided against.
    Undone,
    /// Reported after the limit that held when it was recorded.
    Late,
    /// Reported before it.
    InTime,
    /// Reported where there was no fixed limit.
    WithoutLimit,
    /// Decided against, with a reason.
    Against,
}

impl Outcome {
    /// The name in keys of words (`duties-year-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undone => "undone",
            Self::Late => "late",
            Self::InTime => "in-time",
            Self::WithoutLimit => "without-limit",
            Self::Against => "against",
        }
    }
}

/// One filing behind the figures.
#[derive(Debug, Clone)]
pub struct Filing {
    /// What was to be done.
    pub title: LocalText,
    /// Number and title of the incident.
    pub incident: (String, String),
    /// Its page.
    pub href: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The limit.
    pub due: Option<Timestamp>,
    /// When it was reported or decided against; `None` for what is not done.
    pub done: Option<Timestamp>,
}

/// The filings of one year of the calendar in Japan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Year {
    /// Reported before the limit that held when it was recorded.
    pub in_time: u64,
    /// Reported after it.
    pub late: u64,
    /// Reported where there was no fixed limit.
    pub without_limit: u64,
    /// Decided against, with a reason.
    pub against: u64,
    /// Over, and neither reported nor decided against.
    pub undone: u64,
}

impl Year {
    /// The figures of these filings.
    #[must_use]
    pub fn of(filings: &[Filing]) -> Self {
        let count = |outcome| {
            filings.iter().filter(|filing| filing.outcome == outcome).map(|_| 1_u64).sum()
        };
        Self {
            in_time: count(Outcome::InTime),
            late: count(Outcome::Late),
            without_limit: count(Outcome::WithoutLimit),
            against: count(Outcome::Against),
            undone: count(Outcome::Undone),
        }
    }
}

/// The parts of a kept answer ([`duty_decision::Model::answer_json`]) that are shown here.
#[derive(Deserialize)]
struct Answered {
    title: String,
    binding: String,
}

/// The filings by year, the latest year first; within a year what is not done first. A report and a
/// decision against count in the year of the limit that held; where there was none, in the year in
/// which they were made. Drills and past records do not count, nor decisions that are open again,
/// nor what the provider promised.
///
/// # Errors
/// A problem of the database.
pub async fn years(
    tx: &Tx,
    scope: &CompanyScope,
    now: Timestamp,
) -> Result<Vec<(i16, Vec<Filing>)>, Problem> {
    let real: BTreeMap<Uuid, incident::Model> = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut years: BTreeMap<i16, Vec<Filing>> = BTreeMap::new();
    let mut add = |counted: Timestamp, filing: Filing| {
        years.entry(counted.to_zoned(japan()).year()).or_default().push(filing);
    };
    let mut decided = BTreeSet::new();
    for decision in living(tx, scope).await? {
        let Some(incident) = real.get(&decision.incident_id) else { continue };
        if let Some((counted, filing)) = of_decision(&decision, incident) {
            decided.insert((decision.incident_id, decision.duty));
            add(counted, filing);
        }
    }
    for row in overdue(tx, scope, now).await? {
        let (Some(incident), Some(due)) = (real.get(&row.incident_id), row.due_at) else {
            continue;
        };
        if decided.contains(&(row.incident_id, row.key.clone())) {
            continue;
        }
        let due = from_millis(due);
        let filing = Filing {
            title: serde_json::from_str(&row.title_json)?,
            incident: (incident.number.clone(), incident.title.clone()),
            href: row.href,
            outcome: Outcome::Undone,
            due: Some(due),
            done: None,
        };
        add(due, filing);
    }
    for filings in years.values_mut() {
        filings.sort_by_key(|filing| (filing.outcome, filing.due, filing.done));
    }
    Ok(years.into_iter().rev().collect())
}

/// The decisions of the company that hold.
async fn living(tx: &Tx, scope: &CompanyScope) -> Result<Vec<duty_decision::Model>, Problem> {
    Ok(duty_decision::Entity::find()
        .filter(duty_decision::Column::CompanyId.eq(scope.company().0))
        .filter(duty_decision::Column::Current.eq(true))
        .filter(duty_decision::Column::ReopenedAt.is_null())
        .all(tx.conn())
        .await?)
}

/// The running clocks of law and contracts that apply and are over.
async fn overdue(
    tx: &Tx,
    scope: &CompanyScope,
    now: Timestamp,
) -> Result<Vec<clock::Model>, Problem> {
    Ok(clock::Entity::find()
        .filter(clock::Column::CompanyId.eq(scope.company().0))
        .filter(clock::Column::State.is_in(ClockState::RUNNING.map(ClockState::name)))
        .filter(clock::Column::Binding.is_in(["law", "contract"]))
        .filter(clock::Column::Applies.eq("yes"))
        .filter(clock::Column::DueAt.lt(to_millis(now)))
        .all(tx.conn())
        .await?)
}

/// The filing of a decision, and the instant by which it counts; `None` for one that only says that
/// it will be reported, and for a promise of the provider.
fn of_decision(
    decision: &duty_decision::Model,
    incident: &incident::Model,
) -> Option<(Timestamp, Filing)> {
    let made = decision.done_at.unwrap_or(decision.at);
    let outcome = match (Choice::from_name(&decision.choice)?, decision.due_at) {
        (Choice::Report, _) => return None,
        (Choice::Reported, Some(due)) if made <= due => Outcome::InTime,
        (Choice::Reported, Some(_)) => Outcome::Late,
        (Choice::Reported, None) => Outcome::WithoutLimit,
        (Choice::DoNotReport, _) => Outcome::Against,
    };
    let answer: Answered = serde_json::from_str(&decision.answer_json).ok()?;
    if answer.binding == "provider" {
        return None;
    }
    let filing = Filing {
        title: LocalText { ja: answer.title, ..LocalText::default() },
        incident: (incident.number.clone(), incident.title.clone()),
        href: format!(
            "/c/{}/incidents/{}/duties/{}",
            decision.company_id, incident.id, decision.duty
        ),
        outcome,
        due: decision.due_at.map(from_millis),
        done: Some(from_millis(made)),
    };
    Some((from_millis(decision.due_at.unwrap_or(made)), filing))
}
