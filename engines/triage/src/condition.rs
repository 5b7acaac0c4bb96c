//! When a question is asked and when a rule applies.

use serde::{Deserialize, Serialize};

/// A condition over the symptom and the answers. All three parts must hold; an empty part
/// always holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The symptom is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symptoms: Vec<String>,
    /// Every one of these tests holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Test>,
    /// At least one of these tests holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Test>,
}

impl Condition {
    /// All tests of the condition.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.all.iter().chain(&self.any)
    }
}

/// A test of one answer. Every given part must hold. A question that is not asked for the
/// symptom fails `is` and `at_least`, and passes `is-not`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Test {
    /// The id of a question, or `did` for the ticked first actions.
    pub question: String,
    /// One of these options was chosen. `unknown` also stands for an open question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// None of these options was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is_not: Vec<String>,
    /// The count in the answer is at least this many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
}
