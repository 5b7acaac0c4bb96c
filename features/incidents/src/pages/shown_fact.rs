//! One revision of a fact, ready to be shown.

use hikeshi_kernel::{Moment, from_millis};
use hikeshi_ui::Shell;
use jiff::Timestamp;

use crate::{
    case::Certainty,
    content::{Content, content},
    import::fact_value,
    model::fact,
};

/// A revision in the reader's words.
pub(crate) struct ShownFact {
    /// The value; empty when unknown.
    pub value: String,
    /// Tone of the tag: `done` or `caution`.
    pub tone: &'static str,
    /// Icon of the tag.
    pub icon: &'static str,
    /// Word of the tag.
    pub certainty: String,
    /// From when it is.
    pub as_of: String,
    /// Where it comes from; may be empty.
    pub source: String,
    /// Who wrote it; empty for the program.
    pub by: String,
    /// When it was written.
    pub at: String,
}

impl ShownFact {
    /// Draws a revision.
    pub(crate) fn new(shell: &Shell, now: Timestamp, fact: &fact::Model) -> Self {
        let words = &shell.words;
        let certainty = Certainty::from_name(&fact.certainty).unwrap_or(Certainty::Unknown);
        let (tone, icon) = match certainty {
            Certainty::Confirmed => ("done", "done"),
            Certainty::Suspected => ("caution", "warn"),
            Certainty::Unknown => ("caution", "help"),
        };
        let value = |content: &Content| fact_value(words, &content.facts, &fact.key, &fact.value);
        Self {
            value: content().map_or_else(|_| fact.value.clone(), value),
            tone,
            icon,
            certainty: words.t(&format!("record-certainty-{}", certainty.name())),
            as_of: words.moment_brief(&as_of(fact), now),
            source: fact.source.clone(),
            by: if fact.by_name.is_empty() {
                words.t("record-by-program")
            } else {
                fact.by_name.clone()
            },
            at: words.brief(from_millis(fact.at), now),
        }
    }
}

/// From when the value of a revision is.
pub(crate) fn as_of(fact: &fact::Model) -> Moment {
    serde_json::from_str(&fact.as_of_json).unwrap_or_default()
}
