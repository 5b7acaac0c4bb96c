//! How far the facts are, counted in one way for every page and paper.

use hikeshi_i18n::Words;

use super::{Certainty, kinds_of};
use crate::{
    content::{FactField, FactSheet},
    model::{fact, incident},
};

/// What the guides' lists ask that concerns the incident and that nobody wrote yet: what every page
/// and paper counts as still to be written.
pub fn blank_facts<'a>(
    sheet: &'a FactSheet,
    incident: &incident::Model,
    facts: &'a [fact::Model],
) -> impl Iterator<Item = &'a FactField> {
    let kinds = kinds_of(incident);
    let written = |key: &str| facts.iter().any(|fact| fact.key == key);
    let asked = sheet.facts.iter().filter(move |f| f.sheet.is_some() && f.concerns(&kinds));
    asked.filter(move |field| !written(&field.key))
}

/// How many facts an incident has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactCount {
    /// Written, also those written as unknown.
    pub written: usize,
    /// Confirmed, of those.
    pub confirmed: usize,
    /// Things of the guides' lists that concern the incident and that nobody wrote yet.
    pub blank: usize,
}

impl FactCount {
    /// Counts the living facts.
    #[must_use]
    pub fn of(sheet: &FactSheet, incident: &incident::Model, facts: &[fact::Model]) -> Self {
        let sure = |fact: &&fact::Model| fact.certainty == Certainty::Confirmed.name();
        Self {
            written: facts.len(),
            confirmed: facts.iter().filter(sure).count(),
            blank: blank_facts(sheet, incident, facts).count(),
        }
    }

    /// The count in the reader's words.
    #[must_use]
    pub fn told(self, words: &Words) -> String {
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("written", &self.written), ("confirmed", &self.confirmed), ("blank", &self.blank)];
        words.ta("record-facts-count", &values)
    }
}
