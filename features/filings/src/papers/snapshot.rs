//! A paper as it was: everything that is needed to show it for ever, and to tell it apart.

use std::collections::BTreeMap;

use hikeshi_drafting::{Fact, ItemText, RecipientProfile};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::PaperNow;

/// A version of a paper with the facts that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Id of the kind.
    pub kind: String,
    /// Its name then.
    pub title: String,
    /// Version of the kind's file.
    pub kind_version: String,
    /// Version of the wording.
    pub wording_version: String,
    /// Edition of the form or rule.
    pub edition: String,
    /// Its phase.
    pub phase: String,
    /// Its language.
    pub lang: String,
    /// To whom.
    pub recipient: String,
    /// What the recipient gets.
    pub profile: RecipientProfile,
    /// Name of the company then.
    pub company: String,
    /// Number of the incident.
    pub incident: String,
    /// Purpose of the incident (`real`, `drill`, …).
    pub purpose: String,
    /// The items in order.
    pub items: Vec<SnapshotItem>,
    /// The facts that its items speak of, with their revisions, as the recipient gets them.
    pub facts: BTreeMap<String, Fact>,
}

/// An item of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotItem {
    /// What stood there.
    #[serde(flatten)]
    pub text: ItemText,
    /// What the facts alone would have said.
    pub generated: String,
    /// Whether a person wrote in it.
    pub edited: bool,
    /// Keys of the facts that it was made from.
    pub facts: Vec<String>,
    /// Keys of needed facts that nobody had written.
    pub missing: Vec<String>,
}

impl Snapshot {
    /// The paper as it stands now.
    #[must_use]
    pub fn of(now: &PaperNow, incident: &hikeshi_incidents::model::incident::Model) -> Self {
        let items: Vec<SnapshotItem> = now.items.iter().map(item_of).collect();
        let used = |key: &String| items.iter().any(|item| item.facts.contains(key));
        let facts = now.facts.facts.iter().filter(|(key, _)| used(key));
        Self {
            kind: now.row.kind.clone(),
            title: now.kind.title(now.lang).to_owned(),
            kind_version: now.draft.version.clone(),
            wording_version: now.draft.wording_version.clone(),
            edition: now.kind.file.edition.clone(),
            phase: now.row.phase.clone(),
            lang: now.row.lang.clone(),
            recipient: now.row.recipient.clone(),
            profile: now.profile.clone(),
            company: now.company.name.clone(),
            incident: incident.number.clone(),
            purpose: incident.purpose.clone(),
            facts: facts.map(|(key, fact)| (key.clone(), fact.clone())).collect(),
            items,
        }
    }

    /// The texts, for comparing.
    #[must_use]
    pub fn texts(&self) -> Vec<ItemText> {
        self.items.iter().map(|item| item.text.clone()).collect()
    }
}

fn item_of(item: &super::ItemNow) -> SnapshotItem {
    let mut facts: Vec<String> = Vec::new();
    for fact in item.draft.paragraphs.iter().flat_map(|paragraph| &paragraph.facts) {
        if !facts.contains(&fact.key) {
            facts.push(fact.key.clone());
        }
    }
    SnapshotItem {
        text: item.as_text(),
        generated: item.draft.text(),
        edited: item.text != item.draft.text(),
        facts,
        missing: item.draft.missing.clone(),
    }
}

/// The hash over a snapshot and the hashes of its files, in the order of their forms.
#[must_use]
pub(crate) fn hash_of(snapshot_json: &str, files: &[String]) -> String {
    let mut hash = Sha256::new();
    hash.update(snapshot_json.as_bytes());
    for file in files {
        hash.update([b'\n']);
        hash.update(file.as_bytes());
    }
    hex::encode(hash.finalize())
}
