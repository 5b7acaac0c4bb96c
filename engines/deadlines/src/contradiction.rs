//! Facts that cannot be true together.

use hikeshi_kernel::{Moment, japan};
use jiff::{Timestamp, civil::Time};

use crate::{Certainty, Facts, Problem, Reason, Rules, Severity, Value};

/// What contradicts itself in the facts, the key of each named; `at` is the present instant.
#[must_use]
pub fn contradictions(facts: &Facts, rules: &Rules, at: Timestamp) -> Vec<Problem> {
    let mut found = Vec::new();
    for (field, moment) in [("known", facts.known), ("occurred", facts.occurred)] {
        if moment.sort_key().is_some_and(|start| start > at) {
            found.push(error(field, Reason::InTheFuture));
        }
    }
    let known_until = latest(facts.known);
    if let (Some(known), Some(occurred)) = (known_until, facts.occurred.sort_key())
        && known < occurred
    {
        found.push(error("known", Reason::KnownBeforeOccurred));
    }
    for definition in rules.facts() {
        let value = facts.values.get(&definition.key);
        if let Some(Value::Count { number: whole_number, certainty }) = value {
            let sure = matches!(certainty, Certainty::Confirmed | Certainty::AtMost);
            for part in &definition.includes {
                let Some(Value::Count { number, .. }) = facts.values.get(part) else { continue };
                if number > whole_number {
                    let severity = if sure { Severity::Error } else { Severity::Warning };
                    let (whole, whole_number) = (definition.key.clone(), *whole_number);
                    let reason = Reason::MoreThanTheWhole { number: *number, whole, whole_number };
                    found.push(Problem { severity, line: None, field: part.clone(), reason });
                }
            }
        }
        if value == Some(&Value::Flag(false)) {
            let holds = |key: &&String| facts.values.get(*key) == Some(&Value::Flag(true));
            if let Some(other) = definition.follows_from.iter().find(holds) {
                found.push(Problem {
                    severity: Severity::Warning,
                    line: None,
                    field: definition.key.clone(),
                    reason: Reason::DeniedAlthough { other: other.clone() },
                });
            }
        }
    }
    found
}

fn error(field: &str, reason: Reason) -> Problem {
    Problem { severity: Severity::Error, line: None, field: field.to_owned(), reason }
}

/// The last instant that a moment may mean.
fn latest(moment: Moment) -> Option<Timestamp> {
    match moment {
        Moment::Range { until, .. } => Some(until),
        Moment::Day { day } => {
            let end = day.to_datetime(Time::constant(23, 59, 59, 0)).to_zoned(japan());
            end.ok().map(|end| end.timestamp())
        }
        other => other.sort_key(),
    }
}
