//! The one next thing to do on an incident.

use hikeshi_db::Tx;
use hikeshi_i18n::{Words, plain};
use hikeshi_playbook::{Status as StepStatus, Step, next_step};
use hikeshi_web::Problem;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    case::{Purpose, Status},
    model::incident,
    runs::{Run, runs_of, step_version},
};

/// The next thing: what the incident page begins with.
#[derive(Debug, Clone)]
pub enum NextAction {
    /// A level was proposed and nobody has decided yet.
    DecideLevel {
        /// The proposed level, 0 to 3.
        proposed: i64,
    },
    /// No playbook is at work yet.
    StartPlaybook,
    /// A step of a run.
    Step(Box<NextStep>),
    /// All steps are settled: restore, learn, close.
    Recover,
    /// One person closed it; a second one confirms.
    ConfirmClosing,
    /// A past incident is being written down: it needs no playbook, only an end.
    FinishRecord,
}

/// The step that comes next over all runs.
#[derive(Debug, Clone)]
pub struct NextStep {
    /// The run.
    pub run: Uuid,
    /// The written step.
    pub step: Step,
    /// Whether somebody is at it.
    pub begun: bool,
    /// The step's version, for the form.
    pub version: i64,
    /// By when.
    pub due: Option<Timestamp>,
}

impl NextAction {
    /// What to do, in the reader's language, without readings.
    #[must_use]
    pub fn title(&self, words: &Words) -> String {
        match self {
            Self::Step(next) => plain(next.step.title.get(words.lang())),
            other => words.t(other.key()),
        }
    }

    /// The key of words for what is no step of a playbook.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::DecideLevel { .. } => "run-next-level",
            Self::StartPlaybook | Self::Step(_) => "run-next-playbook",
            Self::Recover => "lessons-next",
            Self::ConfirmClosing => "lessons-next-confirm",
            Self::FinishRecord => "run-next-past",
        }
    }

    /// The page on which it is done.
    #[must_use]
    pub fn href(&self, incident: &incident::Model) -> String {
        let case = format!("/c/{}/incidents/{}", incident.company_id, incident.id);
        match self {
            Self::DecideLevel { .. } => format!("{case}/level"),
            Self::StartPlaybook => format!("{case}/runs"),
            Self::Recover => format!("{case}/lessons"),
            Self::ConfirmClosing | Self::FinishRecord => format!("{case}/close"),
            Self::Step(next) => format!("{case}/runs/{}/steps/{}", next.run, next.step.id),
        }
    }
}

/// The one next thing to do; `None` when the incident is closed.
///
/// # Errors
/// A problem of the database.
pub async fn next_action(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Option<NextAction>, Problem> {
    Ok(next_of(incident, &runs_of(tx, incident).await?))
}

/// As [`next_action`], over runs that were read already: the level first, then what is
/// begun, then the most urgent over all runs.
#[must_use]
pub fn next_of(incident: &incident::Model, runs: &[Run]) -> Option<NextAction> {
    if incident.status == Status::Closed.name() {
        return None;
    }
    if incident.status == Status::Closing.name() {
        return Some(NextAction::ConfirmClosing);
    }
    if incident.purpose == Purpose::History.name() && runs.is_empty() {
        return Some(NextAction::FinishRecord);
    }
    if let (None, Some(proposed)) = (incident.level, incident.proposed_level) {
        return Some(NextAction::DecideLevel { proposed });
    }
    if runs.is_empty() {
        return Some(NextAction::StartPlaybook);
    }
    Some(next_step_of(runs).map_or(NextAction::Recover, NextAction::Step))
}

/// The next step over all runs: what is begun before what is not, then the most urgent.
#[must_use]
pub fn next_step_of(runs: &[Run]) -> Option<Box<NextStep>> {
    let steps = runs.iter().filter_map(|run| Some((run, next_step(&run.playbook, &run.state)?)));
    let (run, shown) = steps.min_by_key(|(run, shown)| {
        (shown.state.status != StepStatus::Doing, run.after_start(shown.urgency))
    })?;
    Some(Box::new(NextStep {
        run: run.row.id,
        step: shown.step.clone(),
        begun: shown.state.status == StepStatus::Doing,
        version: step_version(&shown.state),
        due: run.due_of(shown.step),
    }))
}
