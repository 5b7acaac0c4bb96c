//! Faults, remarks and differences in words that need no knowledge of the file's form.

mod changes;
mod faults;
mod findings;
mod remarks;

pub(crate) use changes::said_parts;
pub use changes::{SaidChange, SaidText, said_changes};
pub use faults::fault_text;
pub use findings::finding_text;
pub(crate) use remarks::said_stored;
pub use remarks::{About, SaidRemark, said_remarks};

use hikeshi_i18n::Words;
use hikeshi_i18n::plain;
use hikeshi_playbook::Playbook;

/// Characters of a name from a file within one of our sentences.
const LONGEST_NAME: usize = 120;

/// A text from outside for a place within a sentence: one line, bounded.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean: String = line.chars().filter(|c| !c.is_control()).collect();
    if clean.chars().count() <= LONGEST_NAME {
        return clean;
    }
    clean.chars().take(LONGEST_NAME - 1).chain(['\u{2026}']).collect()
}

/// How a step is called in a sentence: its title, or its id where it has none.
pub(crate) fn step_name(words: &Words, playbook: &Playbook, id: &str) -> String {
    let title = playbook.step(id).map(|step| plain(step.title.get(words.lang())));
    let title = title.filter(|title| !title.trim().is_empty());
    match (title, id) {
        (Some(title), _) => short(&title),
        (None, "head") => words.t("playbooks-place-head"),
        (None, id) => match playbook.phases.iter().find(|phase| phase.id == id) {
            Some(phase) => short(&plain(phase.title.get(words.lang()))),
            None => short(id),
        },
    }
}
