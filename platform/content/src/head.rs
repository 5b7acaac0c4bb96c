//! What every content file says about itself.

use hikeshi_kernel::{Confidence, Source};
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
