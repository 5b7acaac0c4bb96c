//! Where a text of the content comes from, and how far it can be trusted.

use serde::{Deserialize, Serialize};

/// A document that content was written from. Facts and figures carry over, sentences do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read, if it is on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it came out, as precisely as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When we last read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// How sure we are of a text: pages say so beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in an official document.
    Confirmed,
    /// Second-hand or old: shown to people as to be checked.
    ToCheck,
    /// Our own advice, where no document has any.
    Own,
}
