//! A catalogue of questions, whole: an assessment keeps it as it was when it began.

use std::collections::BTreeMap;

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::Scoring;

/// One edition of a catalogue. Ids and titles are the official ones, the sentences are ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Stable id: `ipa-25`.
    pub id: String,
    /// Version of our text.
    pub version: String,
    /// The official edition that it follows.
    pub edition: String,
    /// What it was written from.
    pub sources: Vec<Source>,
    /// How sure we are of the catalogue as a whole; items may say otherwise.
    pub confidence: Confidence,
    /// Its name.
    pub title: LocalText,
    /// What it is for, in a sentence or two.
    pub purpose: LocalText,
    /// What has to be said beside every result, such as "to be checked against the official sheet".
    pub notice: Option<LocalText>,
    /// How answers are counted.
    pub scoring: Scoring,
    /// Beginnings of ids that files may write before an item's id, such as `G5-`.
    pub prefixes: Vec<String>,
    /// Words that files may write before a number, with how the ids begin in their place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beginnings: BTreeMap<String, String>,
    /// The parts in their order.
    pub parts: Vec<Part>,
    /// Requirements that several items belong to, where the catalogue has them.
    pub groups: Vec<Group>,
}

/// A part of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its id within the catalogue.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The items in their order.
    pub items: Vec<Item>,
}

/// A requirement that is met when all its items are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The official id: `4-4-4`.
    pub id: String,
    /// Its name.
    pub title: LocalText,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The official id: `7`, `4-4-4-2`.
    pub id: String,
    /// The requirement that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What it is about, in a few words.
    pub title: LocalText,
    /// The question.
    pub question: LocalText,
    /// Why it matters.
    pub why: LocalText,
    /// How to find out in two minutes.
    pub check: LocalText,
    /// What to do when the answer is not yes.
    pub fix: LocalText,
    /// How sure we are of this item.
    pub confidence: Confidence,
    /// Where it stands in the source: `No. 7`.
    pub place: String,
    /// What usually proves it, where the catalogue asks for proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// What usually proves an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Data that a list or a machine gives.
    Data,
    /// A check that comes back every year, with its record.
    YearlyCheck,
    /// A document.
    Document,
    /// A statement of the company.
    Statement,
}

impl Catalogue {
    /// All items in their order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| &part.items)
    }

    /// The item with that id, exactly as the catalogue writes it.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// The requirement with that id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// How many questions it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.items.len()).sum()
    }

    /// Whether it has no question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.items.is_empty())
    }
}
