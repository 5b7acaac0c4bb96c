//! What every content file says about itself.

use serde::{Deserialize, Serialize};

/// Where a content item comes from and how far it can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Stable id.
    pub id: String,
    /// Year, month and count of this text, such as `2026.11.1`; grows with each change.
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
    /// When it was checked, `YYYY-MM-DD`.
    pub reviewed_on: String,
    /// From when it holds, `YYYY-MM-DD`.
    #[serde(default)]
    pub valid_from: Option<String>,
    /// Until when it holds, `YYYY-MM-DD`.
    #[serde(default)]
    pub valid_until: Option<String>,
}

/// A document that an item was written from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// When it was published, as far as known.
    #[serde(default)]
    pub published: Option<String>,
    /// When we read it.
    #[serde(default)]
    pub seen: Option<String>,
}

/// How sure we are of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in an official document.
    Confirmed,
    /// Second-hand or old: shown to people as to be checked.
    ToCheck,
    /// Our own advice.
    Own,
}
