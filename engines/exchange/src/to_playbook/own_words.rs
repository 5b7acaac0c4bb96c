//! Words of ours in a file that another program changed: what it left alone keeps our texts.

use hikeshi_kernel::{Confidence, Lang, LocalText};
use hikeshi_playbook::{Playbook, Step};
use serde_json::Value;

use super::head::PHASE;
use super::restore::within_bounds;
use crate::cacao::{CacaoPlaybook, CacaoStep, StepBody};
use crate::extension;
use crate::from_playbook::commands;

/// The head that the extension holds, without steps.
pub fn head(from: &CacaoPlaybook) -> Option<Playbook> {
    let said = from.playbook_extensions.get(extension::ID.as_str())?;
    let mut head = said.get("playbook")?.clone();
    head.as_object_mut()?.insert("steps".to_owned(), Value::Array(Vec::new()));
    serde_json::from_value(head).ok()
}

/// The step that the extension holds, if CACAO still says the same about it.
pub fn step(from: &CacaoStep) -> Option<Step> {
    let said = from.step_extensions.get(extension::ID.as_str())?;
    let step: Step = serde_json::from_value(said.get("step")?.clone()).ok()?;
    let StepBody::Action { commands: told, .. } = &from.body else { return None };
    let detail = step.detail.as_ref().map(|detail| detail.get(Lang::En));
    let same = from.name.as_deref() == Some(step.title.get(Lang::En))
        && from.description.as_deref() == detail
        && *told == commands(&step);
    (same && within_bounds(&step)).then_some(step)
}

/// Our text, if the file says the same in English.
pub fn text(ours: Option<&LocalText>, said: Option<&str>) -> Option<LocalText> {
    ours.filter(|ours| Some(ours.get(Lang::En)) == said).cloned()
}

/// A step of ours in its new place. What refers to other steps by name is left out, and that
/// somebody checked it is not believed of a changed file.
pub fn in_place(ours: Step, blank: Step, phases: &[hikeshi_playbook::Phase]) -> Step {
    let phase = if phases.iter().any(|phase| phase.id == ours.phase) {
        ours.phase.clone()
    } else {
        blank.phase
    };
    Step {
        id: blank.id,
        phase,
        after: Vec::new(),
        only_if: None,
        advice_rules: Vec::new(),
        confidence: Confidence::ToCheck,
        ..ours
    }
}

/// Steps that are not ours stand under the heading of the step before them.
pub fn continue_phases(steps: &mut [Step], own: &Playbook) {
    let Some(first) = own.phases.first() else { return };
    let mut current = first.id.clone();
    for step in steps {
        if step.phase == PHASE {
            step.phase.clone_from(&current);
        } else {
            current.clone_from(&step.phase);
        }
    }
}
