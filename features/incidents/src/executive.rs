//! What only the president decides: asked with two ways to answer, decided by one tap,
//! undone within ten minutes. Every question and answer stays in the record.

mod ask;
mod decide;
mod message;
mod read;

pub use ask::{NewQuestion, ask};
pub use decide::{Answer, DecisionConflict, UNDO_MINUTES, decide, may_undo, undo};
pub use read::{decisions_of, find_decision, options_of};

use serde::{Deserialize, Serialize};

/// One way to answer, as it was put to the president; kept with the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionOption {
    /// Stable id within the question.
    pub id: String,
    /// The words of the button.
    pub label: String,
    /// What it brings and what it costs.
    pub effect: String,
}
