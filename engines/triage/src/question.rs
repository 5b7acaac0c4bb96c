//! One question on one page, and how its answer becomes a fact.

use std::collections::BTreeMap;

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::Condition;

/// One question on one page: what is asked, why, and which fact the answer becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Question {
    /// Id, with underscores, stable for ever.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub title: LocalText,
    /// Why we ask.
    pub why: LocalText,
    /// The options of a choice; "I do not know" is added by [`TriagePack::options`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
    /// The fact key that the answer fills.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fills: Option<String>,
    /// Asked only if this holds for the answers to earlier questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<Condition>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One option.
    Choice,
    /// Any number of options.
    Multi,
    /// Free words.
    Text,
    /// A time as people say it.
    Time,
    /// A device, in the reporter's words.
    Device,
    /// A place, in the reporter's words.
    Place,
    /// A number of persons.
    PeopleCount,
    /// A name, address or telephone number.
    Contact,
}

impl QuestionKind {
    /// Whether the answer is picked from options.
    #[must_use]
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Choice | Self::Multi)
    }
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionOption {
    /// Kebab-case id within the question.
    pub id: String,
    /// The words to choose.
    pub text: LocalText,
    /// How bad the answer is, from 0 (harmless) on. A worse answer never lowers the level:
    /// [`TriagePack::check`] compares the rules with these grades.
    #[serde(default)]
    pub grade: u8,
    /// The choice of the fact sheet that it stands for, where the filled fact has choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Further facts that follow from the option: fact key to choice of the fact sheet.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, String>,
}

/// How sure a fact of a report is. Never confirmed: that means that somebody checked what the
/// reporter said, and the report itself cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Said by the reporter: seen, done, thought or heard.
    Suspected,
    /// Nobody knows yet.
    Unknown,
}
