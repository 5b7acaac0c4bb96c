//! What would change an answer: each fact tried with other values, one at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    Calendar, Condition, Due, DutyAnswer, Expected, FactKind, Facts, Note, Rules, Test, Truth,
    Value,
    decide::View,
    evaluate::{applies, limits, ruling_day},
};

/// A value of one fact under which the answer would be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// The fact's key.
    pub fact: &'a str,
    /// The value that it would have.
    pub value: Value,
    /// Whether the duty would apply.
    pub applies: Truth,
    /// Until when.
    pub due: Option<Due>,
}

/// The facts that would change an answer, the rest staying as it is; in the order in which the
/// rules ask for them. Each outcome is told once for each fact.
#[must_use]
pub fn what_would_change<'a>(
    rules: &'a Rules,
    calendar: &Calendar,
    facts: &'a Facts,
    answer: &DutyAnswer<'a>,
    at: Timestamp,
) -> Vec<Change<'a>> {
    if answer.notes.contains(&Note::NoEdition) {
        return Vec::new();
    }
    let view = View { rules, facts, day: ruling_day(facts, at), instead: None };
    let mut tests = Tests::default();
    tests.gather(view, &answer.duty.when, 0);
    for id in answer.duty.unless.iter().chain(rules_of_limits(answer)) {
        tests.gather_rule(view, id, 0);
    }
    let mut changes = Vec::new();
    for (fact, candidates) in tests.candidates(rules) {
        let now = view.value(fact);
        let mut outcomes =
            vec![(answer.applies, answer.due.filter(|_| answer.applies != Truth::No))];
        for value in candidates.into_iter().filter(|value| *value != now) {
            let view = View { rules, facts, day: view.day, instead: Some((fact, &value)) };
            let (applies, _) = applies(view, answer.duty);
            let (chosen, _, _) = limits(view, calendar, answer.duty, answer.contract);
            let due = chosen.and_then(|chosen| chosen.due()).filter(|_| applies != Truth::No);
            if !outcomes.contains(&(applies, due)) {
                outcomes.push((applies, due));
                changes.push(Change { fact, value, applies, due });
            }
        }
    }
    changes
}

fn rules_of_limits<'a>(answer: &DutyAnswer<'a>) -> impl Iterator<Item = &'a String> {
    answer.duty.limits.iter().filter_map(|item| item.only_if.as_ref())
}

/// Every test that a duty asks, each fact in the order first asked.
#[derive(Default)]
struct Tests<'a> {
    facts: Vec<&'a str>,
    of_fact: BTreeMap<&'a str, Vec<&'a Test>>,
}

impl<'a> Tests<'a> {
    fn gather(&mut self, view: View<'a>, condition: &'a Condition, depth: usize) {
        match condition {
            _ if depth > 24 => {}
            Condition::Test(test) => {
                let tests = self.of_fact.entry(&test.fact).or_default();
                if tests.is_empty() {
                    self.facts.push(&test.fact);
                }
                tests.push(test);
            }
            Condition::Rule(named) => self.gather_rule(view, &named.rule, depth + 1),
            other => other.parts().iter().for_each(|part| self.gather(view, part, depth + 1)),
        }
    }

    fn gather_rule(&mut self, view: View<'a>, id: &str, depth: usize) {
        if let Some(placed) = view.rules.rule(id, view.day) {
            self.gather(view, &placed.item.when, depth + 1);
        }
    }

    /// The values to try: each side of every comparison.
    fn candidates(&self, rules: &Rules) -> Vec<(&'a str, Vec<Value>)> {
        let of_fact = |fact: &&'a str| {
            let mut values = Vec::new();
            for test in self.of_fact.get(fact).into_iter().flatten() {
                values.extend(sides(test));
            }
            if rules.fact(fact).is_some_and(|fact| fact.kind == FactKind::Flag) {
                values.extend([Value::Flag(true), Value::Flag(false)]);
            }
            let mut unique: Vec<Value> = Vec::new();
            for value in values {
                if !unique.contains(&value) {
                    unique.push(value);
                }
            }
            // The largest numbers first: of those with one outcome, the nearest threshold is told.
            unique.sort_by_key(|value| match value {
                Value::Count { number, .. } => std::cmp::Reverse(*number),
                _ => std::cmp::Reverse(0),
            });
            (*fact, unique)
        };
        self.facts.iter().map(of_fact).collect()
    }
}

fn sides(test: &Test) -> Vec<Value> {
    let numbers = |limit: u64| vec![Value::count(limit.saturating_add(1)), Value::count(limit)];
    match test {
        Test { is: Some(Expected::Flag(flag)), .. } => vec![Value::Flag(*flag), Value::Flag(!flag)],
        Test { is: Some(Expected::Word(word)), .. } => vec![Value::Word(word.clone())],
        Test { more_than: Some(limit), .. } => numbers(*limit),
        Test { at_least: Some(limit), .. } => numbers(limit.saturating_sub(1)),
        Test { exactly: Some(number), .. } => vec![Value::count(*number)],
        Test { contains, .. } => {
            contains.first().map(|word| Value::Word(word.clone())).into_iter().collect()
        }
    }
}
