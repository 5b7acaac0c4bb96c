//! Finds mistakes of the rules before they are used.

use std::collections::BTreeSet;

use hikeshi_kernel::LocalText;

use crate::{Condition, FactKind, Rules, decide::CONTRACTS, rules::is_complete};

impl Rules {
    /// All mistakes in plain English, each with its place; empty for a good pack: names that lead
    /// nowhere, tests with none or several comparisons, rules that ask for themselves, editions that
    /// overlap or leave days without one, conditions without a sentence, texts without one of the
    /// languages.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for fact in self.facts() {
            let place = format!("fact {}", fact.key);
            if !seen.insert(&fact.key) {
                problems.push(format!("{place}: stands twice"));
            }
            text(&place, &fact.title, &mut problems);
            let named = fact.certainty.iter().chain(&fact.includes).chain(&fact.follows_from);
            for key in named.filter(|key| self.fact(key).is_none()) {
                problems.push(format!("{place}: no fact {key}"));
            }
        }
        for file in self.files() {
            for limit in &file.limits {
                let place = format!("limit {}", limit.id);
                text(&place, &limit.title, &mut problems);
                let closed = limit.closed_days.as_deref();
                if closed.is_some_and(|id| self.editions_of_closed_days(id).is_empty()) {
                    problems.push(format!("{place}: no closed days {closed:?}"));
                }
                if limit.days == Some(0) || limit.from_day > limit.days {
                    problems.push(format!("{place}: days are counted from 1 to the last"));
                }
            }
            for rule in &file.rules {
                let place = format!("{}: rule {}", file.id, rule.id);
                for sentence in
                    rule.says.iter().flat_map(|says| [&says.yes, &says.no, &says.unknown])
                {
                    text(&place, sentence, &mut problems);
                }
                self.condition(&place, &rule.when, &mut vec![&rule.id], &mut problems);
            }
            for duty in &file.duties {
                self.duty(&format!("{}: duty {}", file.id, duty.id), duty, &mut problems);
            }
        }
        problems.extend(self.check_editions());
        problems
    }

    fn duty(&self, place: &str, duty: &crate::Duty, problems: &mut Vec<String>) {
        let says = duty.says.iter().flat_map(|says| [&says.yes, &says.no, &says.unknown]);
        let texts = [&duty.title, &duty.to, &duty.how, &duty.law];
        let addressees = duty.to_if.iter().map(|one| &one.to);
        for one in texts.into_iter().chain(addressees).chain(says).chain(&duty.nothing_before) {
            text(place, one, problems);
        }
        self.condition(place, &duty.when, &mut Vec::new(), problems);
        if duty.says.is_none() && self.is_silent(&duty.when, 0) {
            problems.push(format!("{place}: a condition has no sentence"));
        }
        let rules = duty.limits.iter().filter_map(|item| item.only_if.as_ref());
        let rules = rules.chain(duty.to_if.iter().map(|one| &one.only_if));
        for id in duty.unless.iter().chain(rules).filter(|id| !self.has_rule(id)) {
            problems.push(format!("{place}: no rule {id}"));
        }
        for item in duty.limits.iter().filter(|item| self.editions_of_limit(&item.limit).is_empty())
        {
            problems.push(format!("{place}: no limit {}", item.limit));
        }
        if duty.limits.last().is_none_or(|last| last.only_if.is_some()) {
            problems.push(format!("{place}: the last limit must count without a condition"));
        }
    }

    fn condition<'a>(
        &'a self,
        place: &str,
        condition: &'a Condition,
        inside: &mut Vec<&'a str>,
        problems: &mut Vec<String>,
    ) {
        match condition {
            Condition::Test(test) => {
                if test.comparisons() != 1 {
                    problems.push(format!("{place}: {} needs one comparison", test.fact));
                }
                let kind = self.fact(&test.fact).map(|fact| fact.kind);
                let fits = match kind {
                    None => false,
                    Some(_) if test.stated.is_some() => true,
                    Some(FactKind::Flag) => matches!(test.is, Some(crate::Expected::Flag(_))),
                    Some(FactKind::Contracts) => test.fact == CONTRACTS,
                    Some(FactKind::Choice) => matches!(&test.is, Some(crate::Expected::Word(word))
                        if self.fact(&test.fact).is_some_and(|f| f.words.iter().any(|w| w.id == *word))),
                    Some(FactKind::Text) => !test.contains.is_empty(),
                    Some(FactKind::Count) => test.is.is_none() && test.contains.is_empty(),
                    Some(FactKind::Certainty | FactKind::Moment) => false,
                };
                if !fits {
                    problems.push(format!("{place}: {} cannot be asked like that", test.fact));
                }
            }
            Condition::Rule(named) if inside.contains(&named.rule.as_str()) => {
                problems.push(format!("{place}: {} asks for itself", named.rule));
            }
            Condition::Rule(named) => {
                if !self.has_rule(&named.rule) {
                    problems.push(format!("{place}: no rule {}", named.rule));
                }
                inside.push(&named.rule);
                for rule in self.files().iter().flat_map(|file| &file.rules) {
                    if rule.id == named.rule {
                        self.condition(place, &rule.when, inside, problems);
                    }
                }
                inside.pop();
            }
            other => other.parts().iter().for_each(|p| self.condition(place, p, inside, problems)),
        }
    }

    /// Whether a test below stands in no rule with sentences.
    fn is_silent(&self, condition: &Condition, depth: usize) -> bool {
        match condition {
            _ if depth > 24 => false,
            Condition::Test(_) => true,
            Condition::Rule(named) => {
                let rules = self.files().iter().flat_map(|file| &file.rules);
                rules
                    .filter(|rule| rule.id == named.rule)
                    .any(|rule| rule.says.is_none() && self.is_silent(&rule.when, depth + 1))
            }
            other => other.parts().iter().any(|part| self.is_silent(part, depth + 1)),
        }
    }

    fn has_rule(&self, id: &str) -> bool {
        self.files().iter().flat_map(|file| &file.rules).any(|rule| rule.id == id)
    }
}

fn text(place: &str, text: &LocalText, problems: &mut Vec<String>) {
    if !is_complete(text) {
        problems.push(format!("{place}: a text lacks a language: {}", text.ja));
    }
}
