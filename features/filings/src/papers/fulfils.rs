//! Which duty a paper fulfils.

use hikeshi_deadlines::{DutyAnswer, Truth};
use hikeshi_drafting::Kind;
use hikeshi_incidents::case::ClockState;

use crate::{
    duties::{Answers, state_of},
    model::duty_decision,
};

/// The key of the duty that a new paper of this kind is for: the one that was asked for, if the
/// kind fulfils it; else the most pressing one that waits. Empty if there is none.
#[must_use]
pub fn duty_for(
    kind: &Kind,
    wanted: &str,
    (answers, decisions): (&Answers<'_>, &[duty_decision::Model]),
) -> String {
    let fits = |answer: &DutyAnswer<'_>| kind.file.duties.contains(&answer.duty.id);
    if answers.get(wanted).is_some_and(fits) {
        return wanted.to_owned();
    }
    let waits = |(key, answer): &&(String, DutyAnswer<'_>)| {
        let decision = decisions.iter().find(|decision| decision.duty == *key);
        let running = ClockState::RUNNING.contains(&state_of(decision));
        // Which party a contract is with, only a person can say.
        running && answer.applies != Truth::No && answer.contract.is_none() && fits(answer)
    };
    answers.list.iter().find(waits).map(|(key, _)| key.clone()).unwrap_or_default()
}
