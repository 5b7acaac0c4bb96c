//! What only the president decides, as proposed in `content/executive/topics.yaml`.

use hikeshi_kernel::LocalText;
use serde::Deserialize;

/// The file: every topic that can be put to the president.
#[derive(Debug, Clone, Deserialize)]
pub struct ExecutiveTopics {
    /// In the order in which they are offered.
    pub topics: Vec<Topic>,
}

/// One thing that only the president decides, with the words of its question.
#[derive(Debug, Clone, Deserialize)]
pub struct Topic {
    /// Stable id, as in the column `executive_decision.topic`.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The question in plain words.
    pub question: LocalText,
    /// The two ways to answer.
    pub options: Vec<TopicOption>,
}

/// One way to answer.
#[derive(Debug, Clone, Deserialize)]
pub struct TopicOption {
    /// Stable id within the topic.
    pub id: String,
    /// The words of the button.
    pub label: LocalText,
    /// What it brings and what it costs.
    pub effect: LocalText,
}

impl ExecutiveTopics {
    /// The topic of that id; `None` for one that the pack no longer has.
    #[must_use]
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }
}
