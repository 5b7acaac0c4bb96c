//! A catalogue as its file writes it: what an item shares with another one is written once.

use std::{collections::BTreeMap, fmt, str::FromStr};

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{Proof, Scoring};

/// A file of `content/questionnaires`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueFile {
    /// Stable id.
    pub id: String,
    /// Where it stands in lists: what a company should answer first comes first.
    pub order: u8,
    /// Version of our text.
    pub version: String,
    /// The official edition that it follows.
    pub edition: String,
    /// What it was written from.
    pub sources: Vec<Source>,
    /// How sure we are.
    pub confidence: Confidence,
    /// Who wrote it.
    pub author: String,
    /// Who checked it.
    pub reviewer: String,
    /// When it was checked.
    pub reviewed_on: String,
    /// From when it holds.
    pub valid_from: String,
    /// Until when it holds.
    #[serde(default)]
    pub valid_until: Option<String>,
    /// Its name.
    pub title: LocalText,
    /// What it is for.
    pub purpose: LocalText,
    /// What has to be said beside every result.
    #[serde(default)]
    pub notice: Option<LocalText>,
    /// How answers are counted.
    pub scoring: Scoring,
    /// Beginnings of ids that files may write.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Words that files may write before a number, with how the ids begin in their place.
    #[serde(default)]
    pub beginnings: BTreeMap<String, String>,
    /// The parts.
    pub parts: Vec<PartFile>,
}

/// A part as its file writes it: items, or requirements with items.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartFile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// Items without a requirement.
    #[serde(default)]
    pub items: Vec<ItemFile>,
    /// Requirements.
    #[serde(default)]
    pub groups: Vec<GroupFile>,
}

/// A requirement; its texts hold for items that have none of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// The official id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<LocalText>,
    /// How to find out.
    #[serde(default)]
    pub check: Option<LocalText>,
    /// What to do.
    #[serde(default)]
    pub fix: Option<LocalText>,
    /// Its items.
    pub items: Vec<ItemFile>,
}

/// An item as its file writes it. What it lacks comes from the item that it is `like`, then from its
/// requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// The official id.
    pub id: String,
    /// The item whose texts it shares: `ipa-5/1`.
    #[serde(default)]
    pub like: Option<ItemRef>,
    /// What it is about.
    #[serde(default)]
    pub title: Option<LocalText>,
    /// The question.
    #[serde(default)]
    pub question: Option<LocalText>,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<LocalText>,
    /// How to find out in two minutes.
    #[serde(default)]
    pub check: Option<LocalText>,
    /// What to do when the answer is not yes.
    #[serde(default)]
    pub fix: Option<LocalText>,
    /// How sure we are; the catalogue's confidence where it is missing.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Where it stands in the source; its id where it is missing.
    #[serde(default)]
    pub place: Option<String>,
    /// What usually proves it.
    #[serde(default)]
    pub proof: Option<Proof>,
}

/// An item of some catalogue, written `ipa-25/11`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ItemRef {
    /// The catalogue.
    pub catalogue: String,
    /// The item in it.
    pub item: String,
}

/// A text that names no item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" does not name an item as catalogue/item")]
pub struct NotAnItem(String);

impl ItemRef {
    /// Names an item.
    #[must_use]
    pub fn new(catalogue: &str, item: &str) -> Self {
        Self { catalogue: catalogue.to_owned(), item: item.to_owned() }
    }
}

impl fmt::Display for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.catalogue, self.item)
    }
}

impl FromStr for ItemRef {
    type Err = NotAnItem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('/') {
            Some((catalogue, item)) if !catalogue.is_empty() && !item.is_empty() => {
                Ok(Self::new(catalogue, item))
            }
            _ => Err(NotAnItem(text.to_owned())),
        }
    }
}

impl From<ItemRef> for String {
    fn from(item: ItemRef) -> Self {
        item.to_string()
    }
}

impl TryFrom<String> for ItemRef {
    type Error = NotAnItem;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
