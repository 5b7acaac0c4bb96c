//! How facts are put into words, the same way in every document.

use std::collections::BTreeMap;

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::LineFile;

/// The file `content/wording/wording.yaml`: frames and passages that kinds of documents share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Id of the file.
    pub id: String,
    /// Version of the file; drafts name it.
    pub version: String,
    /// Stands between several choices.
    pub between: LocalText,
    /// Stands in place of what is left out for a recipient.
    pub omitted: LocalText,
    /// From when a value is: `{value}`. Lines write it as `{key@}`; it is left out when nobody said.
    pub as_of: LocalText,
    /// A value alone: `{value}`.
    pub value: Sentence,
    /// A line of a form: `{label}` and `{value}`.
    pub line: Sentence,
    /// A ticked box: `{value}`.
    pub box_ticked: Sentence,
    /// An empty box: `{value}`.
    pub box_empty: LocalText,
    /// Passages of one or several lines by name, used by kinds as `use: name`.
    pub passages: BTreeMap<String, Vec<LineFile>>,
}

/// One thing to say, in the words for each certainty. The facts in it stand as `{key}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// When every fact in it is confirmed, or when it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalText>,
    /// When a fact in it is suspected and none is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspected: Option<LocalText>,
    /// When a fact in it is not known at this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<LocalText>,
    /// When a fact in it has not been written; without it the sentence is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<LocalText>,
}
