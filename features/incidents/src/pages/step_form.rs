//! The forms of a step: one for what it asks, one to set it aside, one to open it again.

use hikeshi_kernel::{TextError, clean_text};
use hikeshi_playbook::Action;
use serde::Deserialize;

use crate::runs::Run;

/// Letters that a reason may have.
pub(crate) const LONGEST_REASON: usize = 2_000;

/// What a form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct StepForm {
    /// `begin`, `complete`, `answer`, `decide`, `not-applicable` or `reopen`.
    #[serde(default)]
    pub act: String,
    /// Id of the chosen option.
    #[serde(default)]
    pub option: String,
    /// Why it is decided so.
    #[serde(default)]
    pub reason: String,
    /// Why it does not apply.
    #[serde(default)]
    pub aside_reason: String,
    /// Why it is opened again.
    #[serde(default)]
    pub again_reason: String,
    /// The version of the step that the person saw.
    #[serde(default)]
    pub seen: String,
    /// `case` to go back to the incident's first page.
    #[serde(default)]
    pub from: String,
}

impl StepForm {
    /// The form as first shown: with the answer that was given.
    pub(crate) fn of(run: &Run, step: &str) -> Self {
        let option = run.state.answer(step).unwrap_or_default().to_owned();
        Self { option, ..Self::default() }
    }

    /// What is done; `None` for an act that does not exist.
    ///
    /// # Errors
    /// A reason that is too long. A missing one is refused by the playbook.
    pub(crate) fn action(&self) -> Result<Option<Action>, TextError> {
        let option = self.option.clone();
        Ok(Some(match self.act.as_str() {
            "begin" => Action::Begin,
            "complete" => Action::Complete,
            "answer" => Action::Answer { option },
            "decide" => Action::Decide { option, reason: reason(&self.reason)? },
            "not-applicable" => Action::NotApplicable { reason: reason(&self.aside_reason)? },
            "reopen" => Action::Reopen { reason: reason(&self.again_reason)? },
            _ => return Ok(None),
        }))
    }

    /// The field to which a mistake in the reason belongs.
    pub(crate) fn reason_field(&self) -> &'static str {
        match self.act.as_str() {
            "not-applicable" => "aside_reason",
            "reopen" => "again_reason",
            _ => "reason",
        }
    }
}

fn reason(typed: &str) -> Result<String, TextError> {
    match clean_text(typed, LONGEST_REASON) {
        Err(TextError::Empty) => Ok(String::new()),
        read => read,
    }
}
