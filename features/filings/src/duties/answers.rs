//! The answers for one incident, with the keys under which decisions and clocks are kept.

use hikeshi_deadlines::{DutyAnswer, Facts, PlainValue, evaluate, in_order};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Known;
use crate::rulebook::Rulebook;

/// Begins the key of a clause of a contract; its id follows, because clauses come and go.
pub const CLAUSE: &str = "clause-";

/// The answers for one incident, as people read them: what applies first, then by its limit.
#[derive(Debug)]
pub struct Answers<'a> {
    /// Key of the duty and its answer.
    pub list: Vec<(String, DutyAnswer<'a>)>,
}

impl<'a> Answers<'a> {
    /// The answer of that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&DutyAnswer<'a>> {
        self.list.iter().find(|(known, _)| known == key).map(|(_, answer)| answer)
    }
}

/// Answers all duties.
#[must_use]
pub fn answers_of<'a>(
    book: &'a Rulebook,
    known: &Known,
    facts: &'a Facts,
    now: Timestamp,
) -> Answers<'a> {
    let mut answers = evaluate(&book.rules, &book.calendar, facts, now);
    in_order(&mut answers);
    let key = |answer: &DutyAnswer<'_>| {
        let number = answer.contract.and_then(|_| answer.id.rsplit('-').next()?.parse().ok());
        let clause = number.and_then(|number: usize| known.clauses.get(number.checked_sub(1)?));
        clause.map_or_else(|| answer.id.clone(), |clause| format!("{CLAUSE}{}", clause.id))
    };
    Answers { list: answers.into_iter().map(|answer| (key(&answer), answer)).collect() }
}

/// What an answer rests on, as one short text: when it differs, facts or rules changed the answer
/// and a decision that was made on the old one is open again.
#[must_use]
pub fn basis_of(answer: &DutyAnswer<'_>) -> String {
    let because: Vec<_> = answer
        .because
        .iter()
        .map(|because| json!([because.fact, PlainValue::from(&because.value), because.rule]))
        .collect();
    let all = json!([
        answer.applies.name(),
        answer.due.map(hikeshi_deadlines::Due::text),
        answer.limit.map(|limit| &limit.id),
        because,
    ]);
    hex::encode(&Sha256::digest(all.to_string().as_bytes())[..12])
}
