//! What a recipient does not get.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Class, Fact, FactSet, Kind, Reader, Sharing, Withheld};

/// What one recipient may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientProfile {
    /// The classes of facts that the recipient gets.
    pub classes: BTreeSet<Class>,
    /// Facts must be allowed to go at least this far.
    pub reach: Sharing,
    /// Keys that are left out whatever their class.
    #[serde(default)]
    pub leave_out: BTreeSet<String>,
    /// Leave out the facts that name persons, except those in `show`.
    #[serde(default)]
    pub without_persons: bool,
    /// Keys that stay although their class or a person's name would leave them out. They still
    /// need leave to go as far as `reach`, and `leave_out` is stronger.
    #[serde(default)]
    pub show: BTreeSet<String>,
    /// Names that are struck from the words of every fact, such as those of employees.
    #[serde(default)]
    pub struck_names: Vec<String>,
    /// What stands where something is left out; `None` leaves no trace.
    #[serde(default)]
    pub mark: Option<String>,
}

impl RecipientProfile {
    /// What the reader of a kind gets unless somebody decides otherwise.
    #[must_use]
    pub fn of(kind: &Kind) -> Self {
        let reader = kind.file.reader;
        Self {
            classes: kind.classes().iter().copied().collect(),
            reach: match reader {
                Reader::Inside => Sharing::Inside,
                Reader::Public => Sharing::Anyone,
                _ => Sharing::Recipients,
            },
            leave_out: BTreeSet::new(),
            without_persons: reader == Reader::Public,
            show: BTreeSet::new(),
            struck_names: Vec::new(),
            mark: None,
        }
    }

    fn hides(&self, key: &str, fact: &Fact) -> bool {
        let shown = self.show.contains(key);
        self.leave_out.contains(key)
            || fact.sharing < self.reach
            || (!shown && !self.classes.contains(&fact.class))
            || (!shown && self.without_persons && fact.names_person)
    }
}

/// The facts as the recipient gets them. What is left out keeps its key, so that the draft lists it
/// as withheld and not as missing; its value, its certainty and its time are gone.
#[must_use]
pub fn redact(facts: &FactSet, profile: &RecipientProfile) -> FactSet {
    let mut seen = facts.clone();
    let how = if profile.mark.is_some() { Withheld::Marked } else { Withheld::Silently };
    let mark = profile.mark.as_deref().unwrap_or_default();
    for (key, fact) in &mut seen.facts {
        if profile.hides(key, fact) {
            fact.choices.clear();
            fact.value.clear();
            fact.as_of.clear();
            // Nothing may follow from how sure the hidden fact is.
            fact.certainty = crate::Certainty::Unknown;
            fact.withheld = Some(how);
        } else {
            fact.value = struck(&fact.value, &profile.struck_names, mark);
        }
    }
    seen
}

/// Strikes the longest names first, so that no part of a longer name stays behind.
fn struck(value: &str, names: &[String], mark: &str) -> String {
    let mut names: Vec<&str> =
        names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut out = String::new();
    let mut rest = value;
    while let Some(next) = rest.chars().next() {
        match names.iter().find_map(|name| rest.strip_prefix(name)) {
            Some(after) => {
                out.push_str(mark);
                rest = after;
            }
            None => {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    out
}
