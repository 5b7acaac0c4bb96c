//! What a person notices, and what to do about it at once.

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

/// A heading of the start page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Kebab-case id.
    pub id: String,
    /// Name of an icon of the stylesheet, without the prefix.
    pub icon: String,
    /// The heading.
    pub title: LocalText,
}

/// What a person notices, in the person's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symptom {
    /// Kebab-case id, stable for ever.
    pub id: String,
    /// The group on the start page.
    pub group: String,
    /// Name of an icon.
    pub icon: String,
    /// The words to choose.
    pub title: LocalText,
    /// At most three things to do now.
    pub now: Vec<Step>,
    /// What not to do.
    pub dont: Vec<Step>,
    /// The questions, in the order asked.
    pub questions: Vec<String>,
    /// The kinds proposed before any answer.
    pub proposes: Vec<String>,
}

/// One thing to do, or not to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Id within the symptom; the value of the check box.
    pub id: String,
    /// Name of an icon.
    pub icon: String,
    /// The act.
    pub title: LocalText,
    /// How to do it, or why not.
    pub body: LocalText,
    /// The fact that a tick stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// What becomes known when the reporter ticks a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// The fact key.
    pub fills: String,
    /// The fact's value, as free words also where the sheet has choices: one reporter with one
    /// machine cannot say which choice holds for the whole company.
    pub text: LocalText,
}
