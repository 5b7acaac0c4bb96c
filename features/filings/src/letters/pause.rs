//! The program holds a run on its own: it says why, and a person goes on or calls it off.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::model::incident;
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{
    RunState,
    approved::runs_of_paper,
    run::{hold_run, write_run},
};
use crate::model::{letter_run, paper};

/// Why the program held a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PausedBecause {
    /// A whole claim of letters was refused.
    Refused,
    /// A later paper took the place of the one that is sent.
    Superseded,
}

impl PausedBecause {
    /// The name in the database and in keys of words (`letters-paused-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Superseded => "superseded",
        }
    }
}

/// Holds the runs of a paper that are under way, because it says no longer what is right. The
/// caller holds the incident.
///
/// # Errors
/// A problem of the database.
pub async fn pause_runs_of(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper): (&incident::Model, &paper::Model),
) -> Result<(), Problem> {
    for run in runs_of_paper(tx, incident, paper).await? {
        let run = hold_run(tx, scope, run.id).await?;
        if run.run_state()? == RunState::Running {
            pause(tx, platform, scope, &run, PausedBecause::Superseded).await?;
        }
    }
    Ok(())
}

/// Holds a run; its row is locked by the caller.
pub(super) async fn pause(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    because: PausedBecause,
) -> Result<(), Problem> {
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        state: Set(RunState::Paused.name().to_owned()),
        paused_because: Set(because.name().to_owned()),
        version: Set(run.version + 1),
        ..Default::default()
    };
    write_run(tx, change).await?;
    let about = ("incident", run.incident_id);
    let detail = json!({ "run": run.id, "because": because.name() });
    audit(tx, platform, scope, "letters.paused", about, detail).await?;
    Ok(())
}
