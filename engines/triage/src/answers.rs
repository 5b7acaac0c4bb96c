//! What the reporter has answered so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The option id that means "I do not know"; the engine adds it to every choice.
pub const UNKNOWN: &str = "unknown";

/// The question id under which the ticked first actions are kept, as [`Answer::Choices`] of
/// step ids. It is no question of the pack: the first-actions page itself asks it.
pub const DID: &str = "did";

/// One answer, in JSON `{"choice": "one"}`, `{"choices": ["a", "b"]}`, `{"text": "…"}` or
/// `"unknown"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// One option of a choice.
    Choice(String),
    /// Several options of a multiple choice.
    Choices(Vec<String>),
    /// Typed words, also for times, counts and telephone numbers. Blank counts as not known.
    Text(String),
    /// The reporter does not know.
    Unknown,
}

/// The answers by question id. An absent id means that the question was not answered yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

impl Answers {
    /// Keeps `answer` for `question`, in place of an earlier one.
    pub fn set(&mut self, question: impl Into<String>, answer: Answer) {
        self.0.insert(question.into(), answer);
    }

    /// The answer to `question`, if there is one.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }
}

impl<Q: Into<String>> FromIterator<(Q, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Q, Answer)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(question, answer)| (question.into(), answer)).collect())
    }
}
