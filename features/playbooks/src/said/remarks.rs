//! What a person should know about a playbook that was taken in.

use std::fmt::Display;

use hikeshi_exchange::Remark;
use hikeshi_i18n::Words;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::short;

/// A remark as it is kept beside the file: the engine's own form as JSON.
pub type About = Value;

/// A remark in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidRemark {
    /// The stable code.
    pub code: String,
    /// The step of the file, or nothing for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The sentence.
    pub text: String,
}

/// All remarks in the reader's language; those about the whole file first.
#[must_use]
pub fn said_remarks(words: &Words, remarks: &[Remark]) -> Vec<SaidRemark> {
    let values = remarks.iter().map(|remark| serde_json::to_value(remark).unwrap_or_default());
    said_stored(words, &values.collect::<Vec<_>>())
}

/// The same from what is kept in the database.
pub(crate) fn said_stored(words: &Words, remarks: &[About]) -> Vec<SaidRemark> {
    let mut said: Vec<SaidRemark> = remarks.iter().map(|remark| one(words, remark)).collect();
    said.sort_by_key(|remark| remark.step.is_some());
    said
}

fn one(words: &Words, remark: &Value) -> SaidRemark {
    let text = |name: &str| remark.get(name).and_then(Value::as_str).map(short).unwrap_or_default();
    let code = text("remark");
    let given = [("id", text("id")), ("property", text("property")), ("kind", text("kind"))];
    let values: Vec<(&str, &dyn Display)> =
        given.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
    let step = remark.get("step").and_then(Value::as_str).map(short);
    SaidRemark { text: words.ta(&format!("playbooks-remark-{code}"), &values), code, step }
}
