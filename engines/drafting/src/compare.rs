//! What changed between two versions of a document, item by item.

use serde::{Deserialize, Serialize};

use crate::{Draft, Segment, differences};

/// The text of an item as it stands in a version: drafted, or edited by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    /// Id within the kind.
    pub id: String,
    /// Its number as the form prints it.
    pub number: Option<String>,
    /// Its name.
    pub title: String,
    /// Its name is not printed.
    #[serde(default)]
    pub untitled: bool,
    /// What it says.
    pub text: String,
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhatChanged {
    /// The old version does not have it, or had nothing in it.
    Filled,
    /// The new version does not have it, or has nothing in it.
    Emptied,
    /// Its words differ.
    Reworded,
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    /// Id within the kind.
    pub id: String,
    /// Its number as the form prints it.
    pub number: Option<String>,
    /// Its name.
    pub title: String,
    /// What happened to it.
    pub what: WhatChanged,
    /// The differences in words.
    pub segments: Vec<Segment>,
}

/// Two versions told apart: enough for one sentence ("items 3 and 5 changed, 7 stayed the same").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The items that differ: in the order of the new version, then those that it no longer has.
    pub changed: Vec<ItemChange>,
    /// How many items are the same.
    pub same: usize,
}

impl Draft {
    /// The texts of its items.
    #[must_use]
    pub fn texts(&self) -> Vec<ItemText> {
        let text = |item: &crate::DraftItem| ItemText {
            id: item.id.clone(),
            number: item.number.clone(),
            title: item.title.clone(),
            untitled: item.untitled,
            text: item.text(),
        };
        self.items.iter().map(text).collect()
    }
}

/// Compares two versions of a document, item by item of the same id.
#[must_use]
pub fn compare(old: &[ItemText], new: &[ItemText]) -> Comparison {
    let mut found = Comparison { changed: Vec::new(), same: 0 };
    for item in new {
        let before = old.iter().find(|other| other.id == item.id);
        found.note(item, before.map_or("", |before| &before.text), &item.text);
    }
    for item in old.iter().filter(|item| !new.iter().any(|other| other.id == item.id)) {
        found.note(item, &item.text, "");
    }
    found
}

impl Comparison {
    fn note(&mut self, item: &ItemText, old: &str, new: &str) {
        if old == new {
            self.same += 1;
            return;
        }
        let what = match (old.is_empty(), new.is_empty()) {
            (true, _) => WhatChanged::Filled,
            (_, true) => WhatChanged::Emptied,
            _ => WhatChanged::Reworded,
        };
        self.changed.push(ItemChange {
            id: item.id.clone(),
            number: item.number.clone(),
            title: item.title.clone(),
            what,
            segments: differences(old, new),
        });
    }
}
