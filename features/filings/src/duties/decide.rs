//! What a person decides about a duty: report, or do not report because.
//!
//! A decision is never changed; a new one is a new revision. It keeps the answer that it was made
//! on. When facts or rules change that answer, it is open again.

use hikeshi_db::Tx;
use hikeshi_deadlines::{Binding, DutyAnswer, describe};
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{EntryKind, NewEntry, add_entry, hold, touch},
    model::{OfIncident as _, incident},
};
use hikeshi_kernel::{Lang, Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;

use super::{answers_of, basis_of, count_incident, known_of, title_of};
use crate::{model::duty_decision, rulebook::rulebook};

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
    /// The basis ([`super::basis_of`]) that the person saw; empty for whatever holds now.
    pub seen_basis: String,
    /// The revision that the person saw; 0 for none.
    pub seen_revision: i64,
}

/// Somebody else decided meanwhile, or the answer that the person saw is no longer the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyConflict;

/// Writes a decision with its line in the timeline, and sets the clocks anew.
///
/// # Errors
/// Not found for a key that is no duty; forbidden for the company's people where the provider
/// promised it; a problem of the database.
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
    let book = rulebook()?;
    let known = known_of(tx, scope, &incident).await?;
    let facts = known.as_facts(book, &incident)?;
    let answers = answers_of(book, &known, &facts, now);
    let answer = answers.get(&new.duty).ok_or_else(Problem::not_found)?;
    let promised = answer.duty.binding == Binding::Provider;
    if promised && (scope.provider().is_none() || new.choice != Choice::Reported) {
        return Err(Problem::forbidden());
    }
    let basis = basis_of(answer);
    let old = current_decisions(tx, &incident).await?;
    let old = old.into_iter().find(|decision| decision.duty == new.duty);
    let revision = old.as_ref().map_or(0, |old| old.revision);
    let moved = !new.seen_basis.is_empty() && new.seen_basis != basis;
    if moved || revision != new.seen_revision {
        return Ok(Err(DutyConflict));
    }
    let line = line_of(platform, answer, new.choice, &new.because);
    let kept = describe(&book.rules, &book.calendar, &facts, answer, &[], Lang::Ja);
    if let Some(old) = old {
        let change = duty_decision::ActiveModel {
            id: Set(old.id),
            current: Set(false),
            ..Default::default()
        };
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
        basis,
        answer_json: serde_json::to_string(&kept)?,
        due_at: answer.due.map(|due| to_millis(due.end())),
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
        text: line,
        automatic: true,
        source: String::new(),
    };
    add_entry(tx, platform, scope, &incident, entry).await?;
    touch(tx, incident.id, to_millis(now)).await?;
    let detail = json!({ "duty": row.duty, "choice": row.choice, "revision": row.revision });
    audit(tx, platform, scope, "duty.decided", ("incident", incident.id), detail).await?;
    count_incident(tx, platform, scope, &hold(tx, &incident).await?).await?;
    Ok(Ok(row))
}

/// Notes that the provider kept what it promised; `false` when somebody noted it meanwhile.
///
/// # Errors
/// Not found for a key that is no promise of the provider; otherwise as [`decide_duty`].
pub async fn keep_promise(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewDecision,
) -> Result<bool, Problem> {
    let book = rulebook()?;
    let known = known_of(tx, scope, incident).await?;
    let facts = known.as_facts(book, incident)?;
    let answers = answers_of(book, &known, &facts, platform.clock.now());
    let answer = answers.get(&new.duty).filter(|one| one.duty.binding == Binding::Provider);
    if answer.is_none() {
        return Err(Problem::not_found());
    }
    Ok(decide_duty(tx, platform, scope, incident, new).await?.is_ok())
}

/// The line of the timeline.
fn line_of(platform: &Platform, answer: &DutyAnswer<'_>, choice: Choice, because: &str) -> String {
    let words = platform.words(Lang::Ja);
    let title = hikeshi_i18n::plain(title_of(answer).get(Lang::Ja));
    let key = match choice {
        Choice::Report => "duties-line-report",
        Choice::Reported => "duties-line-reported",
        Choice::DoNotReport => "duties-line-do-not-report",
    };
    words.ta(key, &[("title", &title), ("because", &because)])
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
        .order_by_asc(duty_decision::Column::At)
        .order_by_asc(duty_decision::Column::Id)
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
