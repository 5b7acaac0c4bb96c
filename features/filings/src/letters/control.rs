//! What people do to a run that is under way.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{case::hold, model::incident};
use hikeshi_jobs::enqueue;
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{
    Refused, RunState, Said, SendLetters,
    drop::close_run,
    run::{hold_run, write_run},
    still_approved,
};
use crate::model::letter_run;

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Hold it; letters on their way still arrive.
    Pause,
    /// Go on.
    Resume,
    /// Call it off and delete the list.
    Cancel,
}

impl Act {
    /// The act of that name, as the form has it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "pause" => Some(Self::Pause),
            "resume" => Some(Self::Resume),
            "cancel" => Some(Self::Cancel),
            _ => None,
        }
    }
}

/// Does it, unless the run is in a state in which it cannot be done (any more), or is to go on
/// although its letter is no longer approved.
///
/// # Errors
/// Forbidden for a provider's people; a problem of the database.
pub async fn act(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    act: Act,
) -> Result<Result<(), Refused>, Problem> {
    if scope.provider().is_some() {
        return Err(Problem::forbidden());
    }
    hold(tx, incident).await?;
    let run = hold_run(tx, scope, run.id).await?;
    let state = run.run_state()?;
    let (next, what) = match (act, state) {
        (Act::Pause, RunState::Running) => (RunState::Paused, "letters.paused"),
        (Act::Resume, RunState::Paused) => (RunState::Running, "letters.resumed"),
        (Act::Cancel, state) if !state.is_over() => {
            close_run(tx, platform, scope, &run, (RunState::Cancelled, Said::default())).await?;
            return Ok(Ok(()));
        }
        _ => return Ok(Err(Refused::Moved)),
    };
    if next == RunState::Running && !still_approved(tx, incident, &run).await? {
        return Ok(Err(Refused::NotApproved));
    }
    move_run(tx, &run, next).await?;
    if next == RunState::Running {
        send_on(tx, platform, &run).await?;
    }
    let detail = json!({ "run": run.id });
    audit(tx, platform, scope, what, ("incident", run.incident_id), detail).await?;
    Ok(Ok(()))
}

/// Writes the next state of a run that is held.
pub(super) async fn move_run(
    tx: &Tx,
    run: &letter_run::Model,
    next: RunState,
) -> Result<(), Problem> {
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        state: Set(next.name().to_owned()),
        paused_because: Set(String::new()),
        version: Set(run.version + 1),
        ..Default::default()
    };
    write_run(tx, change).await
}

/// The job for what is still to be sent.
pub(super) async fn send_on(
    tx: &Tx,
    platform: &Platform,
    run: &letter_run::Model,
) -> Result<(), Problem> {
    let job = SendLetters { company: run.company_id, run: run.id };
    enqueue::<Platform, _>(tx, platform.chance(), &job, platform.clock.now()).await?;
    Ok(())
}
