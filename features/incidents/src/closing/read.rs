//! Reading what closing looks at.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_playbook::{Availability, StepKind};
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use super::{CaseNow, MeasureNow, Need, needs_of};
use crate::{
    case::{Certainty, Purpose, Status, current_facts, kinds_of, level_history},
    content::content,
    evidence::list_exhibits,
    executive::decisions_of,
    measures::{MeasureKind, measures_of},
    model::{OfIncident as _, closing, incident},
    runs::runs_of,
};

/// The kind of an incident of which nobody knows what it is.
const UNCLASSIFIED: &str = "unclassified";

/// The acts of closing and reopening, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn closings_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<closing::Model>, Problem> {
    Ok(closing::Entity::find()
        .of_incident(incident)
        .order_by_asc(closing::Column::At)
        .order_by_asc(closing::Column::Id)
        .all(tx.conn())
        .await?)
}

/// How many persons close an incident, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closers {
    /// One or two.
    pub count: u8,
    /// Its level asks for fewer, but the closing person is the one who lowered it from a level
    /// that asks for more: nobody may get round the second person by lowering the level first.
    pub lowered: bool,
}

/// How many persons close an incident when `scope`'s person closes it: what its level says, or
/// what the level said from which this person lowered it; one for history and without a level.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn closers(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Closers, Problem> {
    let levels = &content()?.levels;
    let asked = |level: i64| levels.level(level).map_or(1, |level| level.closers);
    let Some(level) = incident.level.filter(|_| incident.purpose != Purpose::History.name()) else {
        return Ok(Closers { count: 1, lowered: false });
    };
    let count = asked(level);
    let history = level_history(tx, incident).await?;
    let decided: Vec<_> =
        history.iter().map(|change| (asked(change.level), change.by_id)).collect();
    let closer = scope.account().map(Into::into);
    let before = lowered_from(&decided, count, closer);
    Ok(Closers { count: before.unwrap_or(count), lowered: before.is_some() })
}

/// How many closers the latest higher level asked for, if `closer` lowered it from there.
/// `decided` are the closers and the person of each decision, the earliest first.
fn lowered_from(decided: &[(u8, Option<Uuid>)], now: u8, closer: Option<Uuid>) -> Option<u8> {
    let at = decided.iter().rposition(|(asked, _)| *asked > now)?;
    // Where it is not known who lowered it, nobody is taken for another person.
    let by_another = decided.get(at + 1).is_some_and(|(_, by)| by.is_some() && *by != closer);
    (!by_another).then(|| decided.get(at).map_or(now, |(asked, _)| *asked))
}

/// The needs of an incident at its level. History needs nothing: it ended long ago.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn needs_now(tx: &Tx, incident: &incident::Model) -> Result<Vec<Need>, Problem> {
    let Some(level) = incident.level.filter(|_| incident.purpose != Purpose::History.name()) else {
        return Ok(Vec::new());
    };
    Ok(needs_of(&content()?.levels.needs(level), &case_now(tx, incident).await?))
}

/// What an incident has reached.
///
/// # Errors
/// A problem of the database.
pub async fn case_now(tx: &Tx, incident: &incident::Model) -> Result<CaseNow, Problem> {
    let facts = current_facts(tx, incident).await?;
    let unknown = Certainty::Unknown.name();
    let mut known: Vec<String> =
        facts.iter().filter(|f| f.certainty != unknown).map(|f| f.key.clone()).collect();
    if kinds_of(incident).iter().any(|kind| kind != UNCLASSIFIED) {
        known.push("classification".to_owned());
    }
    let runs = runs_of(tx, incident).await?;
    let exhibits = list_exhibits(tx, incident).await?;
    let asked = decisions_of(tx, incident).await?;
    let waits = asked.iter().filter(|d| d.decided_at.is_none() && d.withdrawn_at.is_none());
    let mut now = CaseNow {
        facts: facts.into_iter().filter(|f| !f.value.is_empty()).map(|f| f.key).collect(),
        known,
        commanded: !incident.commander_name.is_empty(),
        runs: runs.len(),
        open_decisions: waits.count(),
        exhibits_without_place: exhibits.iter().filter(|row| row.storage.is_empty()).count(),
        closed_once: incident.status != Status::Open.name(),
        ..CaseNow::default()
    };
    for run in runs {
        for step in run.views() {
            match (step.availability.is_settled(), step.step.kind, &step.availability) {
                (true, ..) => {}
                // A decision that waits for another step is counted with that step.
                (_, StepKind::Decision, Availability::Available) => now.open_decisions += 1,
                (_, StepKind::Decision, _) => {}
                _ => now.open_tasks += 1,
            }
        }
    }
    for row in measures_of(tx, incident).await? {
        let Some(kind) = MeasureKind::from_name(&row.kind) else { continue };
        let done = row.done_at.is_some();
        let owned = !row.owner.is_empty() && (done || !row.due_day.is_empty());
        now.measures.push(MeasureNow { kind, title: row.title, owned, done });
    }
    Ok(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_lowered_the_level_cannot_close_alone_and_another_person_can() {
        let (one, other) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let history = [(2, one), (1, one), (1, other)];
        assert_eq!(lowered_from(&history, 1, one), Some(2));
        assert_eq!(lowered_from(&history, 1, other), None);
        assert_eq!(lowered_from(&[(1, one), (1, one)], 1, one), None, "it was never high");
        assert_eq!(lowered_from(&[(1, one), (2, one)], 2, one), None, "its level asks already");
        assert_eq!(lowered_from(&[(2, one), (1, None)], 1, other), Some(2), "nobody is known");
        let again = [(2, one), (1, other), (2, other), (1, one)];
        assert_eq!(lowered_from(&again, 1, one), Some(2), "the last lowering counts");
    }
}
