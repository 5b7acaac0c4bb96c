//! What is wrong in a playbook that is being written: the step and the field, in plain words.

use hikeshi_i18n::Words;
use hikeshi_playbook::{Finding, Playbook};

use super::{short, step_name};
use crate::take_in::place_of;

/// The sentence for a finding, with the names of the steps concerned.
#[must_use]
pub fn finding_text(words: &Words, playbook: &Playbook, finding: &Finding) -> String {
    let name = |id: &str| step_name(words, playbook, id);
    let said = match finding {
        Finding::Cycle { steps } => {
            let names: Vec<String> = steps.iter().take(10).map(|id| name(id)).collect();
            return words.t1("playbooks-finding-cycle", "steps", names.join(", "));
        }
        Finding::Dangling { id, .. } if id.contains(':') => {
            let question = id.split(':').next().unwrap_or_default();
            words.t1("playbooks-finding-lost-answer", "question", name(question))
        }
        Finding::Dangling { id, .. } | Finding::BranchOnTask { id, .. } => {
            words.t1(key(finding), "id", name(id))
        }
        Finding::MissingText { what, .. } => {
            words.t1(key(finding), "what", words.t(field_key(what)))
        }
        _ => bare_text(words, finding),
    };
    match place_of(finding) {
        Some(at) => words.ta("playbooks-finding-at", &[("step", &name(at)), ("said", &said)]),
        None => said,
    }
}

/// The sentence without the names of a playbook, for a file that could not be read as one.
pub(super) fn bare_text(words: &Words, finding: &Finding) -> String {
    match finding {
        Finding::Duplicate { id, .. }
        | Finding::Dangling { id, .. }
        | Finding::BranchOnTask { id, .. } => words.t1(key(finding), "id", short(id)),
        Finding::Cycle { steps } => {
            let names: Vec<String> = steps.iter().take(10).map(|id| short(id)).collect();
            words.t1(key(finding), "steps", names.join(", "))
        }
        Finding::MissingText { what, .. } => {
            words.t1(key(finding), "what", words.t(field_key(what)))
        }
        Finding::Unreachable { .. }
        | Finding::TooFewOptions { .. }
        | Finding::Misplaced { .. }
        | Finding::Empty => words.t(key(finding)),
    }
}

const fn key(finding: &Finding) -> &'static str {
    match finding {
        Finding::Duplicate { .. } => "playbooks-finding-duplicate",
        Finding::Dangling { .. } => "playbooks-finding-dangling",
        Finding::BranchOnTask { .. } => "playbooks-finding-branch-on-task",
        Finding::Cycle { .. } => "playbooks-finding-cycle",
        Finding::Unreachable { .. } => "playbooks-finding-unreachable",
        Finding::MissingText { .. } => "playbooks-finding-missing-text",
        Finding::TooFewOptions { .. } => "playbooks-finding-too-few-options",
        Finding::Misplaced { .. } => "playbooks-finding-misplaced",
        Finding::Empty => "playbooks-finding-empty",
    }
}

/// The field of the editor that a missing text belongs to; an option is named by its id there.
fn field_key(what: &str) -> &'static str {
    match what {
        "title" => "playbooks-field-title",
        "summary" => "playbooks-field-summary",
        "part" => "playbooks-field-text",
        _ => "playbooks-field-option",
    }
}
