//! Parts that several papers share.

use std::collections::BTreeMap;

use serde::Serialize;

/// Fixed words by key, such as `doc-facts`.
pub type PaperWords = BTreeMap<String, String>;

/// What stands at the head and foot of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Code of the language: `ja`, `ja-easy` or `en`.
    pub lang: String,
    /// The incident's title, or the poster's heading.
    pub title: String,
    /// The incident's number in the company, such as `2026-014`.
    pub number: String,
    /// The company's full name.
    pub company: String,
    /// When the paper was made, with day of the week and time.
    pub issued: String,
    /// Who made it, with role.
    pub issued_by: String,
    /// Which version this is, such as "version 2"; empty if there is only one.
    pub version: String,
    /// A line in a red frame on every page, for a drill or an import; empty in a real incident.
    pub banner: String,
    /// Checkpoint of the audit log at the time of issue; empty if none is printed.
    pub checkpoint: String,
}

/// How sure a fact is. The word for it comes from `doc-certainty-*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Somebody checked it.
    Confirmed,
    /// It looks like it.
    Suspected,
    /// Not known.
    Unknown,
}

/// One fact of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is about, such as "when it was noticed".
    pub name: String,
    /// The value; empty if unknown.
    pub value: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// As of when this holds.
    pub as_of: String,
    /// Who said it or where it was seen.
    pub source: String,
    /// Number of earlier values that the program keeps; 0 if there is none.
    pub earlier: u32,
}

/// The damage level as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// 0 to 3, or nothing while there is not even a proposal; the word for it comes from
    /// `doc-level-0` to `doc-level-3`, or `doc-level-open`.
    pub value: Option<u8>,
    /// Why this level.
    pub reason: String,
    /// Who decided, and when; empty while it is only proposed.
    pub decided: String,
    /// Who has the last word at this level: the role.
    pub final_responder: String,
}
