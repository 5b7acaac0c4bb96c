//! Which duty a paper fulfils.

use hikeshi_db::Tx;
use hikeshi_deadlines::{DutyAnswer, Truth};
use hikeshi_drafting::Kind;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{case::ClockState, model::incident};
use hikeshi_web::{Platform, Problem};

use crate::{
    duties::{Answers, answers_of, current_decisions, known_of, state_of},
    model::duty_decision,
    rulebook::rulebook,
};

/// As [`duty_for`], with what is written about the incident now.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn duty_of_new(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (kind, wanted): (&Kind, &str),
) -> Result<String, Problem> {
    let known = known_of(tx, scope, incident).await?;
    let book = rulebook()?;
    let facts = known.as_facts(book, incident)?;
    let answers = answers_of(book, &known, &facts, platform.clock.now());
    let decisions = current_decisions(tx, incident).await?;
    Ok(duty_for(kind, wanted, (&answers, &decisions)))
}

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
