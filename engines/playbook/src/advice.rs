//! The option that a playbook recommends for a decision, given what is known.

use hikeshi_kernel::LocalText;
use serde::Serialize;

use crate::model::Playbook;
use crate::parts::{Choice, Step, UNKNOWN};
use crate::run::{RunState, Status};

/// A recommendation with the reason, if a rule gave one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advised<'a> {
    /// The recommended option.
    pub option: &'a Choice,
    /// Why, where an earlier answer led to it.
    pub because: Option<&'a LocalText>,
}

/// What is recommended for a decision now: the first rule that fits, else the standing
/// advice, else nothing.
#[must_use]
pub fn advise<'a>(playbook: &Playbook, run: &RunState, step: &'a Step) -> Option<Advised<'a>> {
    let rule = step.advice_rules.iter().find(|rule| {
        let asked = &rule.when.step;
        let given = match run.status(asked) {
            Status::NotApplicable => Some(UNKNOWN),
            _ => run.answer(asked),
        };
        playbook.step(asked).is_some()
            && given.is_some_and(|given| rule.when.answer.iter().any(|wanted| wanted == given))
    });
    let (id, because) = match rule {
        Some(rule) => (&rule.option, Some(&rule.because)),
        None => (step.advice.as_ref()?, None),
    };
    let option = step.options.iter().find(|option| option.id == *id)?;
    Some(Advised { option, because })
}
