//! Takes one of our own playbooks back out of the extension it travelled in.

use hikeshi_playbook::{Playbook, Step, check_own};

use super::own_words;
use crate::cacao::CacaoPlaybook;
use crate::limits::MAX_EDGES;
use crate::{extension, from_playbook};

/// The most options or answers of one step that are believed.
const MOST: usize = 500;

/// What the extension held.
pub enum Restored {
    /// Our playbook, and the workflow is what we would write for it.
    Ours(Box<Playbook>),
    /// The workflow says something else: another program changed it, and CACAO counts.
    Changed,
    /// The file does not have the extension.
    Foreign,
}

pub fn restore(from: &CacaoPlaybook) -> Restored {
    if !from.playbook_extensions.contains_key(extension::ID.as_str()) {
        return Restored::Foreign;
    }
    match playbook(from).filter(|playbook| is_said_by(playbook, from)) {
        Some(playbook) => Restored::Ours(Box::new(playbook)),
        None => Restored::Changed,
    }
}

fn playbook(from: &CacaoPlaybook) -> Option<Playbook> {
    let mut steps = Vec::new();
    for step in from.workflow.values() {
        let Some(said) = step.step_extensions.get(extension::ID.as_str()) else { continue };
        let place = said.get("place")?.as_u64()?;
        let step: Step = serde_json::from_value(said.get("step")?.clone()).ok()?;
        steps.push((place, step));
    }
    steps.sort_by_key(|(place, _)| *place);
    let mut playbook = own_words::head(from)?;
    playbook.steps = steps.into_iter().map(|(_, step)| step).collect();
    Some(playbook)
}

/// True if the playbook is sound and CACAO says the same. What programs add around a playbook
/// (signatures, markings, versions) does not change it.
fn is_said_by(playbook: &Playbook, from: &CacaoPlaybook) -> bool {
    let waits: usize = playbook.steps.iter().map(|step| step.after.len()).sum();
    let bounded = waits <= MAX_EDGES && playbook.steps.iter().all(within_bounds);
    let sound = bounded && check_own(playbook).is_empty();
    let written = if sound { from_playbook::write(playbook).ok() } else { None };
    written.is_some_and(|written| {
        written.id == from.id
            && written.name == from.name
            && written.description == from.description
            && written.workflow_start == from.workflow_start
            && written.workflow == from.workflow
            && written.playbook_variables == from.playbook_variables
            && written.agent_definitions == from.agent_definitions
    })
}

pub(super) fn within_bounds(step: &Step) -> bool {
    let branches = step.only_if.iter().chain(step.advice_rules.iter().map(|rule| &rule.when));
    let mut answers = branches.map(|branch| branch.answer.len());
    step.options.len() <= MOST
        && step.advice_rules.len() <= MOST
        && answers.all(|answers| answers <= MOST)
}
