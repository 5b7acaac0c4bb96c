//! Decides conditions on facts, and says which facts decided.

use jiff::civil::Date;

use crate::{
    Because, Certainty, Condition, Confidence, Contracts, Expected, Facts, Rules, Says, Test,
    Truth, Value, rules::Placed,
};
use hikeshi_kernel::LocalText;

/// Rules may name rules so deep; deeper is a circle and counts as not known.
const MAX_DEPTH: usize = 24;
/// The key under which a condition asks for listed contracts.
pub(crate) const CONTRACTS: &str = "contracts";

/// The facts, with one of them replaced for a moment.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub rules: &'a Rules,
    pub facts: &'a Facts,
    /// The day that picks the editions.
    pub day: Date,
    pub instead: Option<(&'a str, &'a Value)>,
}

/// What explains the tests below it.
#[derive(Clone, Copy)]
pub(crate) struct Explained<'a> {
    pub rule: &'a str,
    pub says: Option<&'a Says>,
    pub law: Option<&'a LocalText>,
    pub truth: Truth,
}

impl<'a> View<'a> {
    /// Whether the condition holds.
    pub fn truth(self, condition: &Condition) -> Truth {
        self.decide(condition, 0)
    }

    /// Whether the named rule holds; not known where no edition of it holds on that day.
    pub fn rule(self, id: &str) -> Truth {
        self.named(id, 0)
    }

    /// The value of a fact; unknown where nothing is said and silence means nothing.
    pub fn value(self, key: &str) -> Value {
        match self.stated(key) {
            Value::Unknown => self.part(key).map_or(Value::Unknown, |(_, value)| value),
            value => value,
        }
    }

    /// Of a number that is not known: the number of a part of it, which the whole has at least.
    fn part(self, key: &str) -> Option<(&'a str, Value)> {
        let parts = self.rules.fact(key)?.includes.iter();
        let counted = |part: &'a String| match self.stated(part) {
            Value::Count { number, certainty } if number > 0 => {
                let certainty = match certainty {
                    Certainty::Confirmed | Certainty::AtLeast => Certainty::AtLeast,
                    _ => Certainty::Suspected,
                };
                Some((part.as_str(), Value::Count { number, certainty }))
            }
            _ => None,
        };
        parts.filter_map(counted).max_by_key(|(_, value)| match value {
            Value::Count { number, .. } => *number,
            _ => 0,
        })
    }

    fn stated(self, key: &str) -> Value {
        if let Some((instead, value)) = self.instead
            && instead == key
        {
            return value.clone();
        }
        if key == CONTRACTS {
            return match &self.facts.contracts {
                Contracts::Unknown => Value::Unknown,
                Contracts::Listed(list) => Value::Flag(!list.is_empty()),
            };
        }
        if let Some(value) = self.facts.values.get(key) {
            return value.clone();
        }
        let unsaid = self.rules.fact(key).and_then(|fact| fact.unsaid);
        unsaid.map_or(Value::Unknown, Value::Flag)
    }

    /// Adds the tests that made `condition` what it is, and the least sure of their rules.
    pub fn explain<'c: 'a>(
        self,
        condition: &'c Condition,
        by: Explained<'a>,
        found: &mut Vec<Because<'a>>,
        confidence: &mut Confidence,
        depth: usize,
    ) {
        if depth > MAX_DEPTH {
            return;
        }
        match condition {
            // What follows from silence is an assumption of the rules, not a reason.
            Condition::Test(test) if self.is_assumed(&test.fact) => {}
            Condition::Test(test) => {
                let sentence = by.says.map(|says| match by.truth {
                    Truth::Yes => &says.yes,
                    Truth::No => &says.no,
                    Truth::Unknown => &says.unknown,
                });
                let (fact, value) = match self.stated(&test.fact) {
                    Value::Unknown => self.part(&test.fact).unwrap_or((&test.fact, Value::Unknown)),
                    value => (test.fact.as_str(), value),
                };
                let because = Because { fact, value, rule: by.rule, sentence, law: by.law };
                if !found.contains(&because) {
                    found.push(because);
                }
            }
            Condition::Rule(named) => {
                let Some(placed) = self.rules.rule(&named.rule, self.day) else { return };
                *confidence = placed.confidence().max(*confidence);
                let rule = placed.item;
                let by = match &rule.says {
                    Some(says) => Explained {
                        rule: &rule.id,
                        says: Some(says),
                        law: rule.law.as_ref().or(by.law),
                        truth: self.decide(&rule.when, depth + 1),
                    },
                    None => by,
                };
                self.explain(&rule.when, by, found, confidence, depth + 1);
            }
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {
                let whole = self.decide(condition, depth);
                let turned = matches!(condition, Condition::Not(_));
                for part in condition.parts() {
                    let truth = self.decide(part, depth + 1);
                    if whole == if turned { truth.not() } else { truth } {
                        self.explain(part, by, found, confidence, depth + 1);
                    }
                }
            }
        }
    }

    /// Whether the value comes from what silence means.
    fn is_assumed(self, key: &str) -> bool {
        !self.facts.values.contains_key(key)
            && self.rules.fact(key).is_some_and(|fact| fact.unsaid.is_some())
    }

    fn decide(self, condition: &Condition, depth: usize) -> Truth {
        if depth > MAX_DEPTH {
            return Truth::Unknown;
        }
        let part = |part| self.decide(part, depth + 1);
        match condition {
            Condition::All(all) => Truth::all(all.all.iter().map(part)),
            Condition::Any(any) => Truth::any(any.any.iter().map(part)),
            Condition::Not(not) => part(&not.not).not(),
            Condition::Rule(named) => self.named(&named.rule, depth + 1),
            Condition::Test(test) => passes(test, &self.value(&test.fact)),
        }
    }

    fn named(self, id: &str, depth: usize) -> Truth {
        let rule = self.rules.rule(id, self.day);
        rule.map_or(Truth::Unknown, |Placed { item, .. }| self.decide(&item.when, depth))
    }
}

/// Whether a value passes a test. A value of another kind than the test asks for is unknown.
fn passes(test: &Test, value: &Value) -> Truth {
    if let Some(stated) = test.stated {
        return Truth::from((*value != Value::Unknown) == stated);
    }
    match value {
        Value::Unknown => Truth::Unknown,
        Value::Flag(flag) => match &test.is {
            Some(Expected::Flag(expected)) => Truth::from(flag == expected),
            _ => Truth::Unknown,
        },
        Value::Word(word) => match &test.is {
            Some(Expected::Word(expected)) => Truth::from(word == expected),
            Some(Expected::Flag(_)) => Truth::Unknown,
            None if test.contains.is_empty() => Truth::Unknown,
            None => {
                let word = word.to_lowercase();
                Truth::from(test.contains.iter().any(|part| word.contains(&part.to_lowercase())))
            }
        },
        Value::Count { number, certainty } => compare(test, *number, *certainty),
    }
}

/// A number above a threshold counts however sure it is: the law asks for possible leaks too. One
/// below it is a no only where it cannot grow.
fn compare(test: &Test, number: u64, certainty: Certainty) -> Truth {
    let can_grow = matches!(certainty, Certainty::Suspected | Certainty::AtLeast);
    let can_shrink = matches!(certainty, Certainty::Suspected | Certainty::AtMost);
    let reaches = |reached: bool| match reached {
        true => Truth::Yes,
        false if can_grow => Truth::Unknown,
        false => Truth::No,
    };
    match (test.more_than, test.at_least, test.exactly) {
        (Some(limit), _, _) => reaches(number > limit),
        (_, Some(limit), _) => reaches(number >= limit),
        (_, _, Some(wanted)) if number == wanted => {
            if can_grow || (can_shrink && wanted > 0) {
                Truth::Unknown
            } else {
                Truth::Yes
            }
        }
        // Who writes "about 500" or "up to 500" does not mean that there may be nobody.
        (_, _, Some(0)) => Truth::No,
        (_, _, Some(wanted)) => {
            let possible = if number < wanted { can_grow } else { can_shrink };
            if possible { Truth::Unknown } else { Truth::No }
        }
        (None, None, None) => Truth::Unknown,
    }
}
