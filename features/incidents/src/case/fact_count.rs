//! How far the facts are, counted in one way for every page and paper.

use hikeshi_i18n::Words;

use super::{Certainty, kinds_of};
use crate::{
    content::FactSheet,
    model::{fact, incident},
};

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
        let kinds = kinds_of(incident);
        let sure = |fact: &&fact::Model| fact.certainty == Certainty::Confirmed.name();
        let asked = sheet.facts.iter().filter(|f| f.sheet.is_some() && f.concerns(&kinds));
        let written = |key: &str| facts.iter().any(|fact| fact.key == key);
        Self {
            written: facts.len(),
            confirmed: facts.iter().filter(sure).count(),
            blank: asked.filter(|field| !written(&field.key)).count(),
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
