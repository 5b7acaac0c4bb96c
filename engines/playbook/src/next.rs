//! The one next action, and how far a run has come.

use serde::Serialize;

use crate::availability::{Availability, StepView, view};
use crate::model::{Phase, Playbook};
use crate::run::{RunState, Status};

/// The one next action: what is begun before what is not, then the most urgent, then
/// the playbook's order. `None` when nothing can be done.
#[must_use]
pub fn next_step<'a>(playbook: &'a Playbook, run: &RunState) -> Option<StepView<'a>> {
    view(playbook, run)
        .into_iter()
        .filter(|shown| shown.availability == Availability::Available)
        .min_by_key(|shown| (shown.state.status != Status::Doing, shown.urgency))
}

/// How far one phase has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseProgress<'a> {
    /// The heading.
    pub phase: &'a Phase,
    /// Steps that count: all but those that fell away.
    pub total: usize,
    /// Of these, done, answered or decided.
    pub done: usize,
    /// Of these, set aside.
    pub not_applicable: usize,
    /// Of these, waiting for other steps.
    pub blocked: usize,
}

/// How far each phase has come, in the playbook's order.
#[must_use]
pub fn progress<'a>(playbook: &'a Playbook, run: &RunState) -> Vec<PhaseProgress<'a>> {
    let views = view(playbook, run);
    playbook.phases.iter().map(|phase| count(phase, &views)).collect()
}

/// True when nothing is left to do in the run.
#[must_use]
pub fn is_complete(playbook: &Playbook, run: &RunState) -> bool {
    view(playbook, run).iter().all(|shown| shown.availability.is_settled())
}

fn count<'a>(phase: &'a Phase, views: &[StepView<'_>]) -> PhaseProgress<'a> {
    let mut progress = PhaseProgress { phase, total: 0, done: 0, not_applicable: 0, blocked: 0 };
    for shown in views.iter().filter(|shown| shown.step.phase == phase.id) {
        match shown.availability {
            Availability::Skipped { .. } => continue,
            Availability::Done => progress.done += 1,
            Availability::NotApplicable => progress.not_applicable += 1,
            Availability::Blocked { .. } => progress.blocked += 1,
            Availability::Available => {}
        }
        progress.total += 1;
    }
    progress
}
