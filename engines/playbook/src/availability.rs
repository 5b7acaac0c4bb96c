//! What can be done now: dependencies and branches applied to a run.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::model::Playbook;
use crate::parts::{Branch, Step, UNKNOWN};
use crate::run::{RunState, Status, StepState};

/// Whether a step can be worked on now, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Availability {
    /// It can be done now.
    Available,
    /// It waits for these steps.
    Blocked {
        /// Ids of the steps that are not settled yet.
        by: Vec<String>,
    },
    /// It fell away because of an answer.
    Skipped {
        /// Id of the question or decision whose answer closed the branch.
        because: String,
    },
    /// It is done, answered or decided.
    Done,
    /// It was set aside with a reason.
    NotApplicable,
}

impl Availability {
    /// True if nothing is left to do here.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Done | Self::NotApplicable | Self::Skipped { .. })
    }
}

/// A step as it is shown in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView<'a> {
    /// The written step.
    pub step: &'a Step,
    /// What people did.
    pub state: StepState,
    /// What can be done now.
    pub availability: Availability,
    /// False if it was done on a branch that a later answer closed.
    pub on_branch: bool,
    /// Minutes after the start by which it should be settled; taken over from the
    /// steps before where the playbook gives none, so that every step has a place.
    pub urgency: u32,
}

/// All steps of a run in the playbook's order.
///
/// A playbook with a circle of conditions does not hang it: such steps stay blocked
/// (and [`crate::check`] names them).
#[must_use]
pub fn view<'a>(playbook: &'a Playbook, run: &RunState) -> Vec<StepView<'a>> {
    let mut branches = Branches::new(playbook, run);
    let gates: HashMap<&str, Gate> =
        playbook.steps.iter().map(|step| (step.id.as_str(), branches.gate(step))).collect();
    let mut urgency = 0;
    let mut views = Vec::with_capacity(playbook.steps.len());
    for step in &playbook.steps {
        urgency = step.due.unwrap_or(urgency);
        let gate = gates.get(step.id.as_str()).cloned().unwrap_or(Gate::Open);
        views.push(StepView {
            step,
            state: run.steps.get(&step.id).cloned().unwrap_or_default(),
            availability: availability(step, run, &gates),
            on_branch: !matches!(gate, Gate::Closed(_)),
            urgency,
        });
    }
    views
}

fn availability(step: &Step, run: &RunState, gates: &HashMap<&str, Gate>) -> Availability {
    match run.status(&step.id) {
        Status::Done => return Availability::Done,
        Status::NotApplicable => return Availability::NotApplicable,
        Status::Open | Status::Doing => {}
    }
    let mut by = Vec::new();
    match gates.get(step.id.as_str()) {
        Some(Gate::Closed(because)) => {
            return Availability::Skipped { because: because.clone() };
        }
        Some(Gate::Waiting(question)) => by.push(question.clone()),
        Some(Gate::Open) | None => {}
    }
    for before in &step.after {
        let closed = matches!(gates.get(before.as_str()), Some(Gate::Closed(_)));
        let unsettled = !run.status(before).is_settled() && !closed;
        if unsettled && gates.contains_key(before.as_str()) && !by.contains(before) {
            by.push(before.clone());
        }
    }
    if by.is_empty() { Availability::Available } else { Availability::Blocked { by } }
}

/// The state of the branch that a step stands on.
#[derive(Clone)]
enum Gate {
    Open,
    /// The answer of this step is missing.
    Waiting(String),
    /// The answer of this step closed it.
    Closed(String),
}

struct Branches<'a> {
    steps: HashMap<&'a str, &'a Step>,
    run: &'a RunState,
    known: HashMap<&'a str, Gate>,
    on_the_way: HashSet<&'a str>,
}

impl<'a> Branches<'a> {
    fn new(playbook: &'a Playbook, run: &'a RunState) -> Self {
        let steps = playbook.steps.iter().map(|step| (step.id.as_str(), step)).collect();
        Self { steps, run, known: HashMap::new(), on_the_way: HashSet::new() }
    }

    fn gate(&mut self, step: &'a Step) -> Gate {
        let Some(branch) = &step.only_if else { return Gate::Open };
        if let Some(gate) = self.known.get(step.id.as_str()) {
            return gate.clone();
        }
        if !self.on_the_way.insert(&step.id) {
            return Gate::Waiting(branch.step.clone());
        }
        let gate = self.read(branch);
        self.on_the_way.remove(step.id.as_str());
        self.known.insert(&step.id, gate.clone());
        gate
    }

    /// A question on a closed branch closes what hangs on it, whatever it was answered.
    fn read(&mut self, branch: &'a Branch) -> Gate {
        let Some(asked) = self.steps.get(branch.step.as_str()).copied() else {
            return Gate::Waiting(branch.step.clone());
        };
        if let Gate::Closed(because) = self.gate(asked) {
            return Gate::Closed(because);
        }
        let answer = match self.run.status(&asked.id) {
            Status::NotApplicable => Some(UNKNOWN),
            _ => self.run.answer(&asked.id),
        };
        match answer {
            None => Gate::Waiting(branch.step.clone()),
            Some(given) if branch.answer.iter().any(|wanted| wanted == given) => Gate::Open,
            Some(_) => Gate::Closed(branch.step.clone()),
        }
    }
}
