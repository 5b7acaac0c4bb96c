//! Finds mistakes of the content before it is used.

use std::collections::BTreeSet;

use hikeshi_kernel::LocalText;

use crate::{Condition, DID, Question, Rule, Symptom, Test, TriagePack, UNKNOWN};

impl TriagePack {
    /// All mistakes in plain English, each with its place; empty for a good pack: ids that
    /// lead nowhere or stand twice, more than three things to do now, missing languages,
    /// levels above 3, and rules under which a worse answer could lower the level.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let mut problems = Vec::new();
        self.check_ids(&mut problems);
        for symptom in &self.symptoms {
            self.check_symptom(symptom, &mut problems);
        }
        for question in &self.questions {
            check_options(question, &mut problems);
            if !self.symptoms.iter().any(|symptom| symptom.questions.contains(&question.id)) {
                problems.push(format!("question {}: no symptom asks it", question.id));
            }
        }
        for rule in &self.rules {
            self.check_rule(rule, &mut problems);
        }
        if self.kinds.iter().filter(|kind| kind.otherwise).count() != 1 {
            problems.push("kinds: exactly one must be marked otherwise".to_owned());
        }
        for (place, text) in self.texts() {
            check_text(&place, text, &mut problems);
        }
        problems
    }

    fn check_ids(&self, problems: &mut Vec<String>) {
        twice("group", self.groups.iter().map(|item| &item.id), problems);
        twice("symptom", self.symptoms.iter().map(|item| &item.id), problems);
        twice("question", self.questions.iter().map(|item| &item.id), problems);
        twice("kind", self.kinds.iter().map(|item| &item.id), problems);
        twice("rule", self.rules.iter().map(|item| &item.id), problems);
        twice("file", self.files.iter().map(|item| &item.id), problems);
        for group in &self.groups {
            if self.symptoms_of(&group.id).next().is_none() {
                problems.push(format!("group {}: no symptom", group.id));
            }
        }
    }

    fn check_symptom(&self, symptom: &Symptom, problems: &mut Vec<String>) {
        let place = format!("symptom {}", symptom.id);
        if symptom.now.is_empty() || symptom.now.len() > 3 {
            problems.push(format!("{place}: one to three things to do now"));
        }
        if !self.groups.iter().any(|group| group.id == symptom.group) {
            problems.push(format!("{place}: no group {}", symptom.group));
        }
        twice(&place, symptom.now.iter().chain(&symptom.dont).map(|step| &step.id), problems);
        twice(&place, symptom.questions.iter(), problems);
        self.check_kinds(&place, &symptom.proposes, problems);
        for (position, id) in symptom.questions.iter().enumerate() {
            match self.question(id) {
                None => problems.push(format!("{place}: no question {id}")),
                Some(question) => {
                    let earlier = &symptom.questions[..position];
                    check_order(&place, question, earlier, problems);
                }
            }
        }
        for question in symptom.questions.iter().filter_map(|id| self.question(id)) {
            if let Some(condition) = &question.only_if {
                self.check_condition(&format!("question {}", question.id), condition, problems);
            }
        }
    }

    fn check_rule(&self, rule: &Rule, problems: &mut Vec<String>) {
        let place = format!("rule {}", rule.id);
        if rule.level.max(rule.could_become).is_some_and(|level| level > 3) {
            problems.push(format!("{place}: levels end at 3"));
        }
        self.check_kinds(&place, &rule.kinds, problems);
        self.check_condition(&place, &rule.when, problems);
        if rule.level.is_some_and(|level| level > 0) {
            self.check_monotone(&place, rule, problems);
        }
    }

    fn check_kinds(&self, place: &str, kinds: &[String], problems: &mut Vec<String>) {
        let missing = kinds.iter().filter(|id| self.kind(id).is_none());
        problems.extend(missing.map(|id| format!("{place}: no kind {id}")));
    }

    fn check_condition(&self, place: &str, condition: &Condition, problems: &mut Vec<String>) {
        let missing = condition.symptoms.iter().filter(|id| self.symptom(id).is_none());
        problems.extend(missing.map(|id| format!("{place}: no symptom {id}")));
        for test in condition.tests() {
            let named = test.is.iter().chain(&test.is_not);
            if test.question == DID {
                let steps: BTreeSet<_> =
                    self.symptoms.iter().flat_map(|s| &s.now).map(|step| &step.id).collect();
                let missing = named.filter(|id| !steps.contains(id));
                problems.extend(missing.map(|id| format!("{place}: no step {id}")));
            } else if let Some(question) = self.question(&test.question) {
                let known = |id: &str| id == UNKNOWN || question.options.iter().any(|o| o.id == id);
                let missing = named.filter(|id| !known(id));
                let line = |id| format!("{place}: question {} has no option {id}", question.id);
                problems.extend(missing.map(line));
            } else {
                problems.push(format!("{place}: no question {}", test.question));
            }
        }
    }

    /// A level must hold for every worse answer too, by this rule or by another one.
    fn check_monotone(&self, place: &str, rule: &Rule, problems: &mut Vec<String>) {
        for test in rule.when.tests() {
            if !test.is_not.is_empty() || test.is.iter().any(|id| id == UNKNOWN) {
                problems.push(format!("{place}: a level may only follow from what is said"));
            }
            let Some(question) = self.question(&test.question) else { continue };
            let named = question.options.iter().filter(|option| test.is.contains(&option.id));
            let Some(lowest) = named.map(|option| option.grade).min() else { continue };
            for option in question.options.iter().filter(|option| option.grade > lowest) {
                if !test.is.contains(&option.id) && !self.is_covered(rule, question, &option.id) {
                    problems.push(format!("{place}: {} would lower the level", option.id));
                }
            }
        }
    }

    /// Whether another rule gives at least the same level for this option alone.
    fn is_covered(&self, rule: &Rule, question: &Question, option: &str) -> bool {
        let alone = |other: &Condition| {
            let names =
                |test: &Test| test.question == question.id && test.is.iter().any(|id| id == option);
            let one = other.all.is_empty() || (other.all.len() == 1 && other.any.is_empty());
            one && other.tests().any(names)
        };
        let as_wide = |other: &Condition| {
            other.symptoms.is_empty()
                || (!rule.when.symptoms.is_empty()
                    && rule.when.symptoms.iter().all(|id| other.symptoms.contains(id)))
        };
        self.rules
            .iter()
            .any(|other| other.level >= rule.level && alone(&other.when) && as_wide(&other.when))
    }

    /// Every text with its place.
    fn texts(&self) -> Vec<(String, &LocalText)> {
        let mut texts = vec![("unknown".to_owned(), &self.unknown)];
        for group in &self.groups {
            texts.push((format!("group {}", group.id), &group.title));
        }
        for kind in &self.kinds {
            texts.push((format!("kind {}", kind.id), &kind.title));
        }
        for rule in &self.rules {
            texts.push((format!("rule {}", rule.id), &rule.text));
        }
        for symptom in &self.symptoms {
            texts.push((format!("symptom {}", symptom.id), &symptom.title));
            for step in symptom.now.iter().chain(&symptom.dont) {
                let place = format!("symptom {}, step {}", symptom.id, step.id);
                texts.extend([(place.clone(), &step.title), (place.clone(), &step.body)]);
                texts.extend(step.done.iter().map(|done| (place.clone(), &done.text)));
            }
        }
        for question in &self.questions {
            let place = format!("question {}", question.id);
            texts.extend([(place.clone(), &question.title), (place.clone(), &question.why)]);
            texts.extend(question.options.iter().map(|option| (place.clone(), &option.text)));
        }
        texts
    }
}

/// A question may depend only on questions asked before it.
fn check_order(place: &str, question: &Question, earlier: &[String], problems: &mut Vec<String>) {
    for test in question.only_if.iter().flat_map(Condition::tests) {
        if test.question != DID && !earlier.contains(&test.question) {
            let (later, needed) = (&question.id, &test.question);
            problems.push(format!("{place}: {later} needs {needed} before it"));
        }
    }
}

fn check_options(question: &Question, problems: &mut Vec<String>) {
    let place = format!("question {}", question.id);
    twice(&place, question.options.iter().map(|option| &option.id), problems);
    if question.kind.is_choice() == question.options.is_empty() {
        problems.push(format!("{place}: choices have options, typed answers have none"));
    }
    if question.id == DID || question.options.iter().any(|option| option.id == UNKNOWN) {
        problems.push(format!("{place}: did and unknown belong to the engine"));
    }
}

fn check_text(place: &str, text: &LocalText, problems: &mut Vec<String>) {
    for (code, words) in
        [("ja", Some(&text.ja)), ("ja-easy", text.ja_easy.as_ref()), ("en", text.en.as_ref())]
    {
        if words.is_none_or(|words| words.trim().is_empty()) {
            problems.push(format!("{place}: no text in {code}"));
        }
    }
}

fn twice<'a>(place: &str, ids: impl Iterator<Item = &'a String>, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            problems.push(format!("{place}: {id} stands twice"));
        }
    }
}
