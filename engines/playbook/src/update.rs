//! What a newer source edition brings to a copy that somebody changed: asked step by step, taken
//! over never in silence.

use std::collections::HashSet;

use crate::compare::{Part, parts_changed};
use crate::edit::{in_order, put_step, remove_step};
use crate::model::{Phase, Playbook};
use crate::parts::Step;

/// One thing that the newer edition says differently from the one that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// About what.
    pub subject: Subject,
    /// What the newer edition does.
    pub what: What,
    /// True if the copy was changed in the same place: taking over replaces own words.
    pub clashes: bool,
}

/// What a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Title, summary and headings.
    Head,
    /// The step of that id.
    Step(String),
}

/// What a newer edition does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It has a step more.
    New,
    /// It no longer has the step.
    Gone,
    /// It says something else.
    Changed(Vec<Part>),
}

/// What `newer` says differently from `base`, and `ours` does not say already. `base` is the
/// edition that `ours` was copied from, or was last compared with.
#[must_use]
pub fn proposals(base: &Playbook, newer: &Playbook, ours: &Playbook) -> Vec<Proposal> {
    let mut all = Vec::new();
    if head_of(base) != head_of(newer) && head_of(newer) != head_of(ours) {
        let clashes = head_of(base) != head_of(ours);
        let what = What::Changed(Vec::new());
        all.push(Proposal { subject: Subject::Head, what, clashes });
    }
    for step in &newer.steps {
        let own = ours.step(&step.id);
        let subject = Subject::Step(step.id.clone());
        match base.step(&step.id) {
            None if own.is_none_or(|own| says_other(own, step)) => {
                all.push(Proposal { subject, what: What::New, clashes: own.is_some() });
            }
            Some(before) => {
                let parts = parts_changed(before, step);
                let known = own.is_some_and(|own| !says_other(own, step));
                if !parts.is_empty() && !known {
                    let clashes = own.is_none_or(|own| says_other(before, own));
                    all.push(Proposal { subject, what: What::Changed(parts), clashes });
                }
            }
            None => {}
        }
    }
    let gone = base.steps.iter().filter(|step| newer.step(&step.id).is_none());
    for before in gone {
        if let Some(own) = ours.step(&before.id) {
            let subject = Subject::Step(before.id.clone());
            all.push(Proposal { subject, what: What::Gone, clashes: says_other(before, own) });
        }
    }
    all
}

/// Takes one subject of `newer` over into `ours`. A step comes into the place it has there; what it
/// waits for and is not in `ours` is left out, and a heading that it needs comes along.
pub fn take_over(ours: &mut Playbook, newer: &Playbook, subject: &Subject) {
    match subject {
        Subject::Head => take_head(ours, newer),
        Subject::Step(id) => match newer.step(id) {
            Some(step) => take_step(ours, newer, step.clone()),
            None => {
                remove_step(ours, id);
            }
        },
    }
}

fn take_head(ours: &mut Playbook, newer: &Playbook) {
    ours.title = newer.title.clone();
    ours.summary = newer.summary.clone();
    let mut phases = newer.phases.clone();
    let used: HashSet<&str> = ours.steps.iter().map(|step| step.phase.as_str()).collect();
    let own = ours.phases.iter().filter(|phase| used.contains(phase.id.as_str()));
    let missing: Vec<Phase> = own.filter(|phase| !has_phase(newer, &phase.id)).cloned().collect();
    phases.extend(missing);
    ours.phases = phases;
    in_order(ours);
}

fn take_step(ours: &mut Playbook, newer: &Playbook, mut step: Step) {
    step.after.retain(|id| ours.step(id).is_some());
    if !has_phase(ours, &step.phase)
        && let Some(phase) = newer.phases.iter().find(|phase| phase.id == step.phase)
    {
        ours.phases.push(phase.clone());
    }
    let is_new = ours.step(&step.id).is_none();
    let id = step.id.clone();
    put_step(ours, step);
    if is_new {
        stand_behind(ours, newer, &id);
    }
}

/// Moves a new step behind the nearest step before it in the newer edition.
fn stand_behind(ours: &mut Playbook, newer: &Playbook, id: &str) {
    let Some(place) = newer.steps.iter().position(|step| step.id == id) else { return };
    let known = newer.steps[..place].iter().rev().map(|step| step.id.as_str());
    let before = known.into_iter().find(|known| ours.step(known).is_some());
    let Some(at) = ours.steps.iter().position(|step| step.id == id) else { return };
    let step = ours.steps.remove(at);
    let behind = before.and_then(|before| ours.steps.iter().position(|step| step.id == before));
    ours.steps.insert(behind.map_or(0, |behind| behind + 1), step);
    in_order(ours);
}

fn has_phase(playbook: &Playbook, id: &str) -> bool {
    playbook.phases.iter().any(|phase| phase.id == id)
}

type Head<'a> = (&'a hikeshi_kernel::LocalText, &'a hikeshi_kernel::LocalText, &'a [Phase]);

fn head_of(playbook: &Playbook) -> Head<'_> {
    (&playbook.title, &playbook.summary, &playbook.phases)
}

fn says_other(one: &Step, other: &Step) -> bool {
    !parts_changed(one, other).is_empty()
}
