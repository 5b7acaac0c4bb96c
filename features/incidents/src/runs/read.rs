//! Reading runs with their pinned playbooks.

use hikeshi_db::Tx;
use hikeshi_kernel::from_millis;
use hikeshi_playbook::{Playbook, RunState, Status, Step, StepState, StepView, view};
use hikeshi_web::Problem;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::{OfIncident as _, incident, playbook_run, run_event};

/// A run with the playbook that it was started with.
#[derive(Debug, Clone)]
pub struct Run {
    /// The row.
    pub row: playbook_run::Model,
    /// The pinned playbook.
    pub playbook: Playbook,
    /// What people did.
    pub state: RunState,
}

impl Run {
    pub(super) fn of(row: playbook_run::Model) -> Result<Self, Problem> {
        let playbook = serde_json::from_str(&row.playbook_json)?;
        let state = serde_json::from_str(&row.state_json)?;
        Ok(Self { row, playbook, state })
    }

    /// All steps with what can be done now.
    #[must_use]
    pub fn views(&self) -> Vec<StepView<'_>> {
        view(&self.playbook, &self.state)
    }

    /// By when a step should be settled, if its playbook says so.
    #[must_use]
    pub fn due_of(&self, step: &Step) -> Option<Timestamp> {
        step.due.map(|minutes| self.after_start(minutes))
    }

    pub(super) fn after_start(&self, minutes: u32) -> Timestamp {
        from_millis(self.row.started_at) + SignedDuration::from_mins(i64::from(minutes))
    }
}

/// Counts the changes of a step: it grows with each of them, so a form that carries it
/// tells whether somebody else was faster.
#[must_use]
pub fn step_version(state: &StepState) -> i64 {
    let rank = match state.status {
        Status::Open => 0,
        Status::Doing => 1,
        Status::Done | Status::NotApplicable => 2,
    };
    i64::try_from(state.earlier.len()).unwrap_or(i64::MAX / 4) * 3 + rank
}

/// The runs of an incident, the earliest first.
///
/// # Errors
/// A problem of the database, or a stored playbook that cannot be read.
pub async fn runs_of(tx: &Tx, incident: &incident::Model) -> Result<Vec<Run>, Problem> {
    let rows = playbook_run::Entity::find()
        .of_incident(incident)
        .order_by_asc(playbook_run::Column::StartedAt)
        .order_by_asc(playbook_run::Column::Id)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(Run::of).collect()
}

/// The run of that id, if it belongs to this incident.
///
/// # Errors
/// Not found: unknown or of another incident; a problem of the database.
pub async fn find_run(tx: &Tx, incident: &incident::Model, id: Uuid) -> Result<Run, Problem> {
    let row = playbook_run::Entity::find_by_id(id).of_incident(incident).one(tx.conn()).await?;
    Run::of(row.ok_or_else(Problem::not_found)?)
}

/// What was done to one step, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn step_events(tx: &Tx, run: &Run, step: &str) -> Result<Vec<run_event::Model>, Problem> {
    Ok(run_event::Entity::find()
        .filter(run_event::Column::RunId.eq(run.row.id))
        .filter(run_event::Column::CompanyId.eq(run.row.company_id))
        .filter(run_event::Column::StepId.eq(step))
        .order_by_desc(run_event::Column::At)
        .order_by_desc(run_event::Column::Id)
        .all(tx.conn())
        .await?)
}
