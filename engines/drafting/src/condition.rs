//! When a line of a document is said.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Certainty, FactSet, TimeForm};

/// A small condition over facts. All given parts must hold; an empty condition always holds.
///
/// It has three answers: a test of a value is neither true nor false while the fact is unknown or
/// missing, and a line is said only on a plain yes. So `not: {is: …}` is never a way to say no
/// about something that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Each of these is confirmed or suspected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<String>,
    /// Each of these is confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<String>,
    /// Each of these is suspected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspected: Vec<String>,
    /// Each of these was asked and is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// None of these is written yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Each of these is known and says something in free words, alone or beside choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Each of these is known and says when in one of these forms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub time: BTreeMap<String, Vec<TimeForm>>,
    /// For each key, one of these choices is among the chosen ones (or is the value).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub is: BTreeMap<String, Vec<String>>,
    /// All of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Condition>,
    /// At least one of these holds; no condition at all asks nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// This is plainly false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Condition>>,
}

/// The answer to a condition and the written facts that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// `None`: cannot be said, because a fact is unknown or missing.
    pub holds: Option<bool>,
    /// Keys of written facts that decide it.
    pub rests_on: BTreeSet<String>,
}

impl Condition {
    /// Every key that it asks about, in any way.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<&str> {
        let plain = [
            &self.known,
            &self.confirmed,
            &self.suspected,
            &self.unknown,
            &self.missing,
            &self.words,
        ];
        let nested = self.all.iter().chain(&self.any).chain(self.not.as_deref());
        let mut keys: BTreeSet<&str> = nested.flat_map(Self::keys).collect();
        keys.extend(plain.into_iter().flatten().map(String::as_str));
        keys.extend(self.is.keys().chain(self.time.keys()).map(String::as_str));
        keys
    }

    /// Whether it holds for these facts.
    pub(crate) fn ask(&self, facts: &FactSet) -> Answer {
        let mut answers = Vec::new();
        let certainty = |key: &str| facts.get(key).map(|fact| fact.certainty);
        let mut test = |keys: &[String], holds: &dyn Fn(Option<Certainty>) -> bool| {
            for key in keys {
                let rests_on = certainty(key).map(|_| key.clone()).into_iter().collect();
                answers.push(Answer { holds: Some(holds(certainty(key))), rests_on });
            }
        };
        test(&self.known, &|c| matches!(c, Some(Certainty::Confirmed | Certainty::Suspected)));
        test(&self.confirmed, &|c| c == Some(Certainty::Confirmed));
        test(&self.suspected, &|c| c == Some(Certainty::Suspected));
        test(&self.unknown, &|c| c == Some(Certainty::Unknown));
        test(&self.missing, &|c| c.is_none());
        answers.extend(self.words.iter().map(|key| words(facts, key)));
        answers.extend(self.time.iter().map(|(key, forms)| time(facts, key, forms)));
        answers.extend(self.is.iter().map(|(key, wanted)| is(facts, key, wanted)));
        answers.extend(self.all.iter().map(|part| part.ask(facts)));
        if !self.any.is_empty() {
            answers.push(any(self.any.iter().map(|part| part.ask(facts)).collect()));
        }
        if let Some(part) = &self.not {
            let answer = part.ask(facts);
            answers.push(Answer { holds: answer.holds.map(|holds| !holds), ..answer });
        }
        all(answers)
    }
}

fn is(facts: &FactSet, key: &str, wanted: &[String]) -> Answer {
    let fact = facts.get(key).filter(|fact| fact.is_known());
    let holds = fact.map(|fact| {
        wanted.iter().any(|want| fact.choices.contains(want) || fact.value.trim() == want)
    });
    Answer { holds, rests_on: fact.map(|_| key.to_owned()).into_iter().collect() }
}

fn time(facts: &FactSet, key: &str, forms: &[TimeForm]) -> Answer {
    let fact = facts.get(key).filter(|fact| fact.is_known());
    let holds = fact.map(|fact| forms.contains(&fact.time));
    Answer { holds, rests_on: fact.map(|_| key.to_owned()).into_iter().collect() }
}

fn words(facts: &FactSet, key: &str) -> Answer {
    let fact = facts.get(key).filter(|fact| fact.is_known());
    let holds = fact.map(|fact| !fact.value.trim().is_empty());
    Answer { holds, rests_on: fact.map(|_| key.to_owned()).into_iter().collect() }
}

/// No beats not known beats yes.
fn all(answers: Vec<Answer>) -> Answer {
    let holds = if answers.iter().any(|answer| answer.holds == Some(false)) {
        Some(false)
    } else if answers.iter().any(|answer| answer.holds.is_none()) {
        None
    } else {
        Some(true)
    };
    Answer { holds, rests_on: answers.into_iter().flat_map(|answer| answer.rests_on).collect() }
}

/// Yes beats not known beats no; a yes rests on the parts that said yes.
fn any(answers: Vec<Answer>) -> Answer {
    let (yes, other): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.holds == Some(true));
    let (holds, from) = if !yes.is_empty() {
        (Some(true), yes)
    } else if other.iter().any(|answer| answer.holds.is_none()) {
        (None, other)
    } else {
        (Some(false), other)
    };
    Answer { holds, rests_on: from.into_iter().flat_map(|answer| answer.rests_on).collect() }
}
