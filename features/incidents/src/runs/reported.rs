//! What a report shows as done already is done in the playbook, too.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_playbook::{Action, Step};
use hikeshi_web::{Platform, Problem};

use super::{
    act::{By, StepAct, record_act},
    runs_of,
};
use crate::model::incident;

/// The name in `done_by` for what the report itself does, however it came in.
const REPORT: &str = "report";

/// Who did things before the incident was opened, and where that stands.
#[derive(Debug, Clone, Copy)]
pub struct Reported<'a> {
    /// The name of the person; `None` for the person of the scope.
    pub by: Option<&'a str>,
    /// The receipt of the report; empty for none.
    pub source: &'a str,
    /// Ids of the first actions that were ticked.
    pub ticked: &'a [String],
}

/// Records the steps of all runs as done that name the report or one of the ticked first actions
/// (`done_by` in `content/playbooks`). A step that cannot be done yet stays as it is.
///
/// # Errors
/// A problem of the database.
pub async fn record_reported(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    reported: Reported<'_>,
) -> Result<(), Problem> {
    let shown = |step: &&Step| {
        let by = step.done_by.as_deref();
        by.is_some_and(|by| by == REPORT || reported.ticked.iter().any(|ticked| ticked == by))
    };
    let by = By { name: reported.by, source: reported.source };
    for run in runs_of(tx, incident).await? {
        for step in run.playbook.steps.iter().filter(shown) {
            let (step, action) = (step.id.clone(), Action::Complete);
            let act = StepAct { run: run.row.id, step, action, seen: None };
            // Refused: it waits for another step, so that people do it in its turn.
            let _ = record_act(tx, platform, scope, incident, (act, by)).await?;
        }
    }
    Ok(())
}
