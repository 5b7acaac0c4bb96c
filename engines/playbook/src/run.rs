//! What people did so far in one run of a playbook.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::model::Playbook;

/// The state of a run: one entry for each step, in the playbook's order.
///
/// It is stored as JSON beside the pinned playbook.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunState {
    /// State by step id.
    pub steps: IndexMap<String, StepState>,
}

/// What happened to one step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepState {
    /// Where it stands.
    pub status: Status,
    /// Why it was decided, set aside or reopened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The option that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Who made the last change; the meaning of the id is the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, in milliseconds UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// What stood here before, oldest first: nothing that was done or decided is lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Record>,
}

/// An earlier state of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Where it stood.
    pub status: Status,
    /// The reason given then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The option chosen then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, in milliseconds UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
}

/// Where a step stands, as people left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody is at it.
    Doing,
    /// Done, answered or decided.
    Done,
    /// Set aside with a reason.
    NotApplicable,
}

impl Status {
    /// True if nothing is left to do.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::NotApplicable)
    }
}

/// A fresh run: every step open.
#[must_use]
pub fn start(playbook: &Playbook) -> RunState {
    let steps = playbook.steps.iter().map(|step| (step.id.clone(), StepState::default()));
    RunState { steps: steps.collect() }
}

impl RunState {
    /// Where a step stands; one that the run does not know is open.
    #[must_use]
    pub fn status(&self, step: &str) -> Status {
        self.steps.get(step).map_or(Status::Open, |state| state.status)
    }

    /// The option chosen for a step that is done.
    #[must_use]
    pub fn answer(&self, step: &str) -> Option<&str> {
        let state = self.steps.get(step).filter(|state| state.status == Status::Done)?;
        state.answer.as_deref()
    }
}
