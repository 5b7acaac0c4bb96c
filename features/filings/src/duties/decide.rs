//! What a person decides about a duty: report, or do not report because.
//!
//! A decision is never changed; a new one is a new revision. It keeps the answer that it was made
//! on. When facts or rules change that answer, it is open again.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{EntryKind, NewEntry, add_entry, hold, touch},
    model::{OfIncident as _, incident},
};
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;

use super::count_incident;
use crate::model::duty_decision;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It will be reported.
    Report,
    /// It has been reported.
    Reported,
    /// It will not be reported.
    DoNotReport,
}

impl Choice {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Report, Self::Reported, Self::DoNotReport];

    /// The name in the database and in keys of words (`duties-choice-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Reported => "reported",
            Self::DoNotReport => "do-not-report",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// A decision as entered.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// The duty's key.
    pub duty: String,
    /// What was decided.
    pub choice: Choice,
    /// Why; never empty for [`Choice::DoNotReport`].
    pub because: String,
    /// When it was reported, for [`Choice::Reported`].
    pub done_at: Option<Timestamp>,
    /// The number or name that the office gave.
    pub receipt: String,
    /// The basis ([`super::basis_of`]) that the person saw.
    pub basis: String,
    /// The answer that the person saw, as data, for the record.
    pub answer: serde_json::Value,
    /// The line for the timeline, in the company's language.
    pub line: String,
    /// The revision that the person saw; 0 for none.
    pub seen_revision: i64,
}

/// Somebody else decided meanwhile.
#[derive(Debug)]
pub struct DutyConflict(pub duty_decision::Model);

/// Writes a decision with its line in the timeline, and sets the clocks anew.
///
/// # Errors
/// A problem of the database.
pub async fn decide_duty(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewDecision,
) -> Result<Result<duty_decision::Model, DutyConflict>, Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let incident = hold(tx, incident).await?;
    let old = current_decisions(tx, &incident).await?;
    let old = old.into_iter().find(|decision| decision.duty == new.duty);
    let revision = old.as_ref().map_or(0, |old| old.revision);
    if revision != new.seen_revision {
        if let Some(old) = old {
            return Ok(Err(DutyConflict(old)));
        }
    }
    if let Some(old) = old {
        let change =
            duty_decision::ActiveModel { id: Set(old.id), current: Set(false), ..Default::default() };
        duty_decision::Entity::update(change).exec_without_returning(tx.conn()).await?;
    }
    let row = duty_decision::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        duty: new.duty,
        choice: new.choice.name().to_owned(),
        because: new.because,
        done_at: new.done_at.map(to_millis),
        receipt: new.receipt,
        basis: new.basis,
        answer_json: new.answer.to_string(),
        at: to_millis(now),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        revision: revision + 1,
        current: true,
        reopened_at: None,
    };
    duty_decision::Entity::insert(duty_decision::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let entry = NewEntry {
        kind: EntryKind::Decision,
        moment: Moment::Exact { at: new.done_at.unwrap_or(now) },
        text: new.line,
        automatic: true,
        source: format!("duty:{}", row.duty),
    };
    add_entry(tx, platform, scope, &incident, entry).await?;
    touch(tx, incident.id, to_millis(now)).await?;
    let detail = json!({ "duty": row.duty, "choice": row.choice, "revision": row.revision });
    audit(tx, platform, scope, "duty.decided", ("incident", incident.id), detail).await?;
    count_incident(tx, platform, scope, &hold(tx, &incident).await?).await?;
    Ok(Ok(row))
}

/// The living decisions of an incident.
///
/// # Errors
/// A problem of the database.
pub async fn current_decisions(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<duty_decision::Model>, Problem> {
    Ok(duty_decision::Entity::find()
        .of_incident(incident)
        .filter(duty_decision::Column::Current.eq(true))
        .all(tx.conn())
        .await?)
}

/// All decisions about one duty, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn decision_history(
    tx: &Tx,
    incident: &incident::Model,
    duty: &str,
) -> Result<Vec<duty_decision::Model>, Problem> {
    Ok(duty_decision::Entity::find()
        .of_incident(incident)
        .filter(duty_decision::Column::Duty.eq(duty))
        .order_by_desc(duty_decision::Column::Revision)
        .all(tx.conn())
        .await?)
}
