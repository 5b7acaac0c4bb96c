//! What the playbooks' steps have brought so far: tasks that are done, decisions that were taken.

use hikeshi_kernel::LocalText;
use hikeshi_playbook::{Status, StepKind};
use uuid::Uuid;

use super::Run;

/// A task that is done, or a decision that was taken and still holds.
#[derive(Debug, Clone)]
pub struct DoneStep {
    /// The run.
    pub run: Uuid,
    /// The id of the step within its playbook.
    pub step: String,
    /// What was to be done, or the question.
    pub title: LocalText,
    /// What was chosen; `None` for a task.
    pub chosen: Option<LocalText>,
    /// When, in milliseconds.
    pub at: i64,
    /// Who; empty if unknown.
    pub by: String,
    /// Minutes after the start of the run by which it should be settled: the smaller, the more
    /// it matters for stopping the damage.
    pub urgency: u32,
}

/// All of them over all runs, the most urgent first.
#[must_use]
pub fn done_steps(runs: &[Run]) -> Vec<DoneStep> {
    let mut all: Vec<DoneStep> = Vec::new();
    for run in runs {
        for view in run.views() {
            let step = view.step;
            if view.state.status != Status::Done || step.kind == StepKind::Question {
                continue;
            }
            let answer = view.state.answer.as_deref();
            let chosen = step.options.iter().find(|option| Some(option.id.as_str()) == answer);
            if step.kind == StepKind::Decision && chosen.is_none() {
                continue;
            }
            all.push(DoneStep {
                run: run.row.id,
                step: step.id.clone(),
                title: step.title.clone(),
                chosen: chosen.map(|option| option.title.clone()),
                at: view.state.at.unwrap_or(run.row.started_at),
                by: view.state.by.clone().unwrap_or_default(),
                urgency: view.urgency,
            });
        }
    }
    all.sort_by_key(|step| (step.urgency, step.at));
    all
}
