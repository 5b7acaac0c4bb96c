//! What people can do in a run, and when it is refused.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::availability::{Availability, view};
use crate::model::Playbook;
use crate::parts::{Step, StepKind};
use crate::run::{Record, RunState, Status, StepState};

/// One thing that a person does to one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Id of the step.
    pub step: String,
    /// What is done.
    pub action: Action,
    /// Who does it; the meaning of the id is the caller's.
    pub by: Option<String>,
    /// When, in milliseconds UTC.
    pub at: Option<i64>,
}

/// The things that can be done to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Say that you are at it.
    Begin,
    /// Say that a task is done.
    Complete,
    /// Answer a question, or change the answer.
    Answer {
        /// Option id, or [`crate::UNKNOWN`].
        option: String,
    },
    /// Decide, or decide anew.
    Decide {
        /// Option id.
        option: String,
        /// Why; required.
        reason: String,
    },
    /// Set a step aside; allowed for waiting steps too.
    NotApplicable {
        /// Why; required.
        reason: String,
    },
    /// Open a settled step again.
    Reopen {
        /// Why; required.
        reason: String,
    },
}

/// Why an action was not carried out; the run is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The playbook has no such step.
    #[error("no step {step} in this playbook")]
    UnknownStep {
        /// The id that was given.
        step: String,
    },
    /// Other steps come first.
    #[error("waits for {}", by.join(", "))]
    Blocked {
        /// Their ids.
        by: Vec<String>,
    },
    /// An answer closed the branch of the step.
    #[error("fell away because of the answer to {because}")]
    Skipped {
        /// The question or decision.
        because: String,
    },
    /// It is done, or has that answer already.
    #[error("already done")]
    AlreadyDone,
    /// Somebody has begun already.
    #[error("already begun")]
    AlreadyBegun,
    /// It was set aside; reopen it first.
    #[error("set aside; reopen it first")]
    SetAside,
    /// Only settled steps can be reopened.
    #[error("not settled yet")]
    NotSettled,
    /// The reason is empty.
    #[error("a reason is required")]
    ReasonMissing,
    /// The step has no such option.
    #[error("no option {option} for this step")]
    UnknownOption {
        /// The id that was given.
        option: String,
    },
    /// The action does not fit the kind of step.
    #[error("this step is not a thing to {wanted:?}")]
    WrongKind {
        /// The kind of step that the action needs.
        wanted: StepKind,
    },
}

/// The run after `act`, or why it was refused.
///
/// Steps on a branch that closes keep what was done; what was answered before stays in
/// [`StepState::earlier`].
///
/// # Errors
/// A [`Refusal`] that says what stands in the way.
pub fn apply(playbook: &Playbook, run: &RunState, act: &Act) -> Result<RunState, Refusal> {
    let views = view(playbook, run);
    let shown = views
        .iter()
        .find(|shown| shown.step.id == act.step)
        .ok_or_else(|| Refusal::UnknownStep { step: act.step.clone() })?;
    let change = judge(shown.step, &shown.availability, &shown.state, &act.action)?;
    let mut next = run.clone();
    let state = next.steps.entry(act.step.clone()).or_default();
    remember(state);
    state.status = change.status;
    state.answer = change.answer;
    state.reason = change.reason;
    state.by.clone_from(&act.by);
    state.at = act.at;
    Ok(next)
}

struct Change {
    status: Status,
    answer: Option<String>,
    reason: Option<String>,
}

fn judge(
    step: &Step,
    now: &Availability,
    state: &StepState,
    action: &Action,
) -> Result<Change, Refusal> {
    let plain = |status| Change { status, answer: None, reason: None };
    match action {
        Action::Begin => {
            free(now)?;
            match state.status {
                Status::Doing => Err(Refusal::AlreadyBegun),
                _ => Ok(plain(Status::Doing)),
            }
        }
        Action::Complete => {
            of_kind(step, StepKind::Task)?;
            free(now)?;
            Ok(plain(Status::Done))
        }
        Action::Answer { option } => {
            of_kind(step, StepKind::Question)?;
            option_of(step, option)?;
            free_or_done(now)?;
            if state.status == Status::Done && state.answer.as_ref() == Some(option) {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Change { answer: Some(option.clone()), ..plain(Status::Done) })
        }
        Action::Decide { option, reason } => {
            of_kind(step, StepKind::Decision)?;
            option_of(step, option)?;
            let reason = given(reason)?;
            free_or_done(now)?;
            Ok(Change { status: Status::Done, answer: Some(option.clone()), reason })
        }
        Action::NotApplicable { reason } => {
            let reason = given(reason)?;
            match free(now) {
                Ok(()) | Err(Refusal::Blocked { .. }) => {}
                Err(refusal) => return Err(refusal),
            }
            Ok(Change { reason, ..plain(Status::NotApplicable) })
        }
        Action::Reopen { reason } => {
            let reason = given(reason)?;
            if !state.status.is_settled() {
                return Err(Refusal::NotSettled);
            }
            Ok(Change { reason, ..plain(Status::Open) })
        }
    }
}

/// Keeps what a person settled or gave a reason for; an untouched step has no history.
fn remember(state: &mut StepState) {
    if state.status.is_settled() || state.reason.is_some() {
        state.earlier.push(Record {
            status: state.status,
            reason: state.reason.take(),
            answer: state.answer.take(),
            by: state.by.take(),
            at: state.at.take(),
        });
    }
}

fn free(now: &Availability) -> Result<(), Refusal> {
    match now {
        Availability::Available => Ok(()),
        Availability::Blocked { by } => Err(Refusal::Blocked { by: by.clone() }),
        Availability::Skipped { because } => Err(Refusal::Skipped { because: because.clone() }),
        Availability::Done => Err(Refusal::AlreadyDone),
        Availability::NotApplicable => Err(Refusal::SetAside),
    }
}

fn free_or_done(now: &Availability) -> Result<(), Refusal> {
    if *now == Availability::Done { Ok(()) } else { free(now) }
}

fn of_kind(step: &Step, wanted: StepKind) -> Result<(), Refusal> {
    if step.kind == wanted { Ok(()) } else { Err(Refusal::WrongKind { wanted }) }
}

fn option_of(step: &Step, option: &str) -> Result<(), Refusal> {
    if step.allows(option) {
        Ok(())
    } else {
        Err(Refusal::UnknownOption { option: option.to_owned() })
    }
}

fn given(reason: &str) -> Result<Option<String>, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(Some(reason.to_owned())) }
}
