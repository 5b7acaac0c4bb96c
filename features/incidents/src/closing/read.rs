//! Reading what closing looks at.

use hikeshi_db::Tx;
use hikeshi_playbook::{Availability, StepKind};
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};

use super::{CaseNow, MeasureNow, Need, needs_of};
use crate::{
    case::{Certainty, Purpose, Status, current_facts, kinds_of},
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

/// How many persons close an incident: what its level says; one for history and without a level.
///
/// # Errors
/// A fault of the content on board.
pub fn closers(incident: &incident::Model) -> Result<u8, Problem> {
    let level = incident.level.and_then(|level| content().ok()?.levels.level(level));
    let history = incident.purpose == Purpose::History.name();
    Ok(level.filter(|_| !history).map_or(1, |level| level.closers))
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
