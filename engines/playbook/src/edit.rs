//! Changing a playbook step by step, as an editor does. Nothing here repairs in silence: a step that
//! hangs on an answer which is gone keeps naming it, and [`crate::check_own`] says so.

use std::collections::HashSet;

use hikeshi_kernel::{Confidence, LocalText};

use crate::model::{Phase, Playbook};
use crate::parts::{Actor, Step, StepKind};

/// Where to move something in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before what stands above it.
    Up,
    /// Behind what stands below it.
    Down,
}

/// Puts the steps into the order in which they are shown: phase by phase, and within a phase as
/// they stood. A step of an unknown phase comes last.
pub fn in_order(playbook: &mut Playbook) {
    let phases: Vec<String> = playbook.phases.iter().map(|phase| phase.id.clone()).collect();
    let place = |step: &Step| phases.iter().position(|id| *id == step.phase);
    playbook.steps.sort_by_key(|step| place(step).unwrap_or(usize::MAX));
}

/// Adds an empty task at the end of a phase and gives its id, which no step had before.
pub fn add_step(playbook: &mut Playbook, phase: &str) -> String {
    let id = free("step", playbook.steps.iter().map(|step| step.id.as_str()));
    playbook.steps.push(empty_step(&id, phase));
    in_order(playbook);
    id
}

/// Puts a step in the place of the one with its id; where there is none, at the end of its phase.
pub fn put_step(playbook: &mut Playbook, step: Step) {
    match playbook.steps.iter_mut().find(|old| old.id == step.id) {
        Some(old) => *old = step,
        None => playbook.steps.push(step),
    }
    in_order(playbook);
}

/// Takes a step out. Others no longer wait for it; one that hung on its answer keeps naming it.
/// False if there is no such step.
pub fn remove_step(playbook: &mut Playbook, id: &str) -> bool {
    let before = playbook.steps.len();
    playbook.steps.retain(|step| step.id != id);
    for step in &mut playbook.steps {
        step.after.retain(|after| after != id);
    }
    playbook.steps.len() != before
}

/// Moves a step by one place; over the end of its phase it goes to the neighbouring phase.
/// False if it stands at the end of the list already.
pub fn move_step(playbook: &mut Playbook, id: &str, direction: Direction) -> bool {
    in_order(playbook);
    let Some(at) = playbook.steps.iter().position(|step| step.id == id) else { return false };
    let Some(phase) = phase_of(playbook, &playbook.steps[at]) else { return false };
    let neighbour = match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < playbook.steps.len()),
    };
    let same = neighbour.filter(|other| playbook.steps[*other].phase == playbook.steps[at].phase);
    if let Some(other) = same {
        playbook.steps.swap(at, other);
        return true;
    }
    let next = match direction {
        Direction::Up => phase.checked_sub(1),
        Direction::Down => Some(phase + 1),
    };
    let Some(next) = next.and_then(|next| playbook.phases.get(next)) else { return false };
    let mut step = playbook.steps.remove(at);
    step.phase.clone_from(&next.id);
    match direction {
        Direction::Up => playbook.steps.push(step),
        Direction::Down => playbook.steps.insert(0, step),
    }
    in_order(playbook);
    true
}

/// Adds a heading at the end and gives its id.
pub fn add_phase(playbook: &mut Playbook, title: LocalText) -> String {
    let id = free("phase", playbook.phases.iter().map(|phase| phase.id.as_str()));
    playbook.phases.push(Phase { id: id.clone(), title });
    id
}

/// Takes a heading out. False if steps stand under it, or if it is the only one.
pub fn remove_phase(playbook: &mut Playbook, id: &str) -> bool {
    let used = playbook.steps.iter().any(|step| step.phase == id);
    if used || playbook.phases.len() < 2 {
        return false;
    }
    let before = playbook.phases.len();
    playbook.phases.retain(|phase| phase.id != id);
    playbook.phases.len() != before
}

/// Moves a heading, with its steps, by one place. False at the end of the list.
pub fn move_phase(playbook: &mut Playbook, id: &str, direction: Direction) -> bool {
    let Some(at) = playbook.phases.iter().position(|phase| phase.id == id) else { return false };
    let other = match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < playbook.phases.len()),
    };
    let Some(other) = other else { return false };
    playbook.phases.swap(at, other);
    in_order(playbook);
    true
}

fn phase_of(playbook: &Playbook, step: &Step) -> Option<usize> {
    playbook.phases.iter().position(|phase| phase.id == step.phase)
}

/// `word-1`, `word-2`, …: the first that is not taken.
fn free<'a>(word: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: HashSet<&str> = taken.collect();
    let names = (1..=taken.len() + 1).map(|number| format!("{word}-{number}"));
    names.into_iter().find(|name| !taken.contains(name.as_str())).unwrap_or_default()
}

fn empty_step(id: &str, phase: &str) -> Step {
    Step {
        id: id.to_owned(),
        source_id: Vec::new(),
        phase: phase.to_owned(),
        kind: StepKind::Task,
        title: LocalText::default(),
        detail: None,
        how: Vec::new(),
        actor: Actor::Staff,
        actor_named: false,
        after: Vec::new(),
        only_if: None,
        due: None,
        done_by: None,
        icon: None,
        tags: Vec::new(),
        confidence: Confidence::Own,
        note: None,
        options: Vec::new(),
        advice: None,
        advice_rules: Vec::new(),
        sources: Vec::new(),
        asks: Vec::new(),
    }
}
