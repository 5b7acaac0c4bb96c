//! Counting the clocks of an incident from its facts and the rules.
//!
//! Clocks are a picture that can be drawn anew at any time. They are counted after a decision, and
//! by [`count_stale`] soon after anything else of the incident, the company or the rules changed.

use hikeshi_db::{Fence, Tx};
use hikeshi_deadlines::{Binding, DutyAnswer, Facts, Truth};
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_incidents::{
    case::{
        ClockState, IncidentId, NewClock, Purpose, Status, find_incident, hold, publish_clocks,
    },
    model::incident,
};
use hikeshi_kernel::{LocalText, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _,
    Statement, sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use super::{Answers, Choice, answers_of, basis_of, current_decisions, known_of, remind};
use crate::{
    awaits::renew_awaits,
    model::{duty_count, duty_decision},
    rulebook::rulebook,
};

/// Stands between what is to be done and with whom, as Japanese writes it.
const WIDE_COLON: &str = "\u{ff1a}";

/// Lets all incidents of the company be counted anew.
///
/// # Errors
/// A problem of the database.
pub async fn count_again(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    duty_count::Entity::delete_many()
        .filter(duty_count::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Counts the clocks of one incident, opens decisions again whose answer changed, and asks for
/// the reminders. Only real incidents have clocks.
///
/// # Errors
/// A problem of the database.
pub async fn count_incident(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let book = rulebook()?;
    let known = known_of(tx, scope, incident).await?;
    let facts = known.as_facts(book, incident)?;
    let now = platform.clock.now();
    let answers = answers_of(book, &known, &facts, now);
    let mut decisions = current_decisions(tx, incident).await?;
    reopen(tx, platform, scope, incident, &answers, &mut decisions).await?;
    let clocks = match incident.purpose == Purpose::Real.name() {
        true => clocks_of(incident, &facts, &answers, &decisions),
        false => Vec::new(),
    };
    remind::ask(tx, platform, incident, &clocks).await?;
    publish_clocks(tx, platform, scope, incident, clocks).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    let counted = duty_count::ActiveModel {
        incident_id: Set(incident.id),
        company_id: Set(scope.company().0),
        seen_change: Set(incident.changed_at),
        content: Set(book.fingerprint.clone()),
        counted_at: Set(to_millis(now)),
    };
    let overwrite = OnConflict::column(duty_count::Column::IncidentId)
        .update_columns([
            duty_count::Column::SeenChange,
            duty_count::Column::Content,
            duty_count::Column::CountedAt,
        ])
        .to_owned();
    duty_count::Entity::insert(counted)
        .on_conflict(overwrite)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Marks decisions as open again that were made on another answer than the present one.
async fn reopen(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    answers: &Answers<'_>,
    decisions: &mut [duty_decision::Model],
) -> Result<(), Problem> {
    let now = to_millis(platform.clock.now());
    for decision in decisions.iter_mut().filter(|decision| decision.reopened_at.is_none()) {
        // What has been reported stays reported.
        let lasting = decision.choice == Choice::Reported.name();
        let basis = answers.get(&decision.duty).map(basis_of);
        if lasting || basis.is_none_or(|basis| basis == decision.basis) {
            continue;
        }
        let change = duty_decision::ActiveModel {
            id: Set(decision.id),
            reopened_at: Set(Some(now)),
            ..Default::default()
        };
        duty_decision::Entity::update(change).exec_without_returning(tx.conn()).await?;
        decision.reopened_at = Some(now);
        let detail = json!({ "duty": decision.duty, "revision": decision.revision });
        audit(tx, platform, scope, "duty.reopened", ("incident", incident.id), detail).await?;
    }
    Ok(())
}

fn clocks_of(
    incident: &incident::Model,
    facts: &Facts,
    answers: &Answers<'_>,
    decisions: &[duty_decision::Model],
) -> Vec<NewClock> {
    let clock = |(key, answer): &(String, DutyAnswer<'_>)| {
        let decision = decisions.iter().find(|decision| decision.duty == *key);
        let counts = answer.applies != Truth::No && answer.duty.binding != Binding::Support;
        (counts || decision.is_some()).then(|| NewClock {
            key: key.clone(),
            title: title_of(answer),
            binding: answer.duty.binding.name(),
            applies: answer.applies.name(),
            confidence: answer.confidence.name(),
            due: answer.due.map(|due| (due.end(), due.moment())),
            limit: answer.limit.map(|limit| limit.title.clone()),
            sort: sort_of(answer, facts),
            state: state_of(decision),
            href: format!("/c/{}/incidents/{}/duties/{key}", incident.company_id, incident.id),
        })
    };
    answers.list.iter().filter_map(clock).collect()
}

/// By what lists order a duty: its limit, or where a limit without a number of days has its place.
/// `None`: last.
pub(crate) fn sort_of(answer: &DutyAnswer<'_>, facts: &Facts) -> Option<Timestamp> {
    let placed = || {
        let order = &rulebook().ok()?.origins.order;
        let place = order.iter().find(|place| Some(&place.limit) == answer.limit.map(|l| &l.id))?;
        Some(facts.known.sort_key()? + SignedDuration::from_hours(place.hours))
    };
    answer.due.map(|due| due.end()).or_else(placed)
}

/// What is to be done; for a contract with the other party's name.
pub(crate) fn title_of(answer: &DutyAnswer<'_>) -> LocalText {
    let title = answer.duty.title.clone();
    let Some(contract) = answer.contract else { return title };
    let with = |text: String, colon: &str| format!("{text}{colon}{}", contract.name);
    LocalText {
        ja: with(title.ja, WIDE_COLON),
        ja_easy: title.ja_easy.map(|text| with(text, WIDE_COLON)),
        en: title.en.map(|text| with(text, ": ")),
    }
}

/// A decision that is open again lets the clock run as if there were none.
pub(crate) fn state_of(decision: Option<&duty_decision::Model>) -> ClockState {
    let Some(decision) = decision.filter(|decision| decision.reopened_at.is_none()) else {
        return ClockState::Open;
    };
    match Choice::from_name(&decision.choice) {
        Some(Choice::Report) => ClockState::Decided,
        Some(Choice::Reported) => ClockState::Done,
        Some(Choice::DoNotReport) => ClockState::Declined,
        None => ClockState::Open,
    }
}

#[derive(FromQueryResult)]
struct Stale {
    id: Uuid,
    company_id: Uuid,
}

/// Counts incidents of which something changed since they were counted, at most `limit` of them;
/// returns how many. Each in its own transaction.
///
/// # Errors
/// A problem of the database.
pub async fn count_stale(platform: &Platform, limit: u64) -> Result<usize, Problem> {
    count_some(platform, (None, limit)).await
}

/// The same for one company: what a page shows right after a change is counted from it.
///
/// # Errors
/// A problem of the database.
pub async fn count_company(platform: &Platform, company: CompanyId) -> Result<usize, Problem> {
    const AT_ONCE: u64 = 20;
    count_some(platform, (Some(company), AT_ONCE)).await
}

async fn count_some(
    platform: &Platform,
    (only, limit): (Option<CompanyId>, u64),
) -> Result<usize, Problem> {
    const STALE: &str = "
        SELECT i.id, i.company_id FROM incident i
        LEFT JOIN duty_count d ON d.incident_id = i.id
        WHERE i.purpose = $1
          AND (i.status <> $2 OR d.incident_id IS NOT NULL)
          AND (d.incident_id IS NULL OR d.seen_change <> i.changed_at OR d.content <> $3)";
    let tx = platform.db.read(Fence::Open).await?;
    let mut values: Vec<sea_orm::Value> = vec![
        Purpose::Real.name().into(),
        Status::Closed.name().into(),
        rulebook()?.fingerprint.clone().into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    let backend = sea_orm::ConnectionTrait::get_database_backend(tx.conn());
    let company = match only {
        Some(company) => {
            values.push(company.0.into());
            "AND i.company_id = $5"
        }
        None => "",
    };
    let sql = format!("{STALE} {company} LIMIT $4");
    let query = Statement::from_sql_and_values(backend, sql, values);
    let stale = Stale::find_by_statement(query).all(tx.conn()).await?;
    drop(tx);
    let mut failed = None;
    let mut counted = 0;
    for stale in &stale {
        // One that cannot be counted does not stop the clocks of the others.
        match count_one(platform, stale).await {
            Ok(()) => counted += 1,
            Err(problem) => failed = Some(problem),
        }
    }
    failed.map_or(Ok(counted), Err)
}

async fn count_one(platform: &Platform, stale: &Stale) -> Result<(), Problem> {
    let scope = CompanyScope::of_program(CompanyId(stale.company_id), "clocks");
    let tx = platform.db.write(scope.fence()).await?;
    let incident = find_incident(&tx, &scope, IncidentId(stale.id)).await?;
    let incident = hold(&tx, &incident).await?;
    count_incident(&tx, platform, &scope, &incident).await?;
    Ok(tx.commit().await?)
}
