//! What was done to a step.

use hikeshi_kernel::from_millis;
use hikeshi_playbook::{Step, UNKNOWN};
use hikeshi_ui::{Markup, Shell};

use crate::model::run_event;

/// One act.
pub(crate) struct ShownEvent {
    /// What was done.
    pub act: String,
    /// What was chosen; `None` where nothing was to be chosen.
    pub option: Option<Markup>,
    /// Why; may be empty.
    pub reason: String,
    /// Who; empty for the program.
    pub by: String,
    /// When.
    pub at: String,
    /// Whether somebody decided.
    pub is_decision: bool,
}

impl ShownEvent {
    pub(crate) fn new(shell: &Shell, step: &Step, event: &run_event::Model) -> Self {
        let chosen = step.options.iter().find(|option| option.id == event.outcome);
        let option = match chosen {
            Some(option) => Some(shell.text(&option.title)),
            None if event.outcome == UNKNOWN => Some(shell.html("run-unknown")),
            None => None,
        };
        Self {
            act: shell.t(&format!("run-act-{}", event.act)),
            option,
            reason: event.reason.clone(),
            by: event.by_name.clone(),
            at: shell.words.date_time(from_millis(event.at)),
            is_decision: event.act == "decide",
        }
    }
}
