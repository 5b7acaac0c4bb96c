//! One item of a paper: the generated text, what a person wrote, and what stands there now.

use hikeshi_drafting::{DraftItem, ItemText, MergeState, merge};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What is kept of an item: nothing as long as nobody wrote in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptItem {
    /// Id within the kind.
    pub id: String,
    /// The generated text on which the person wrote.
    pub base: String,
    /// What the person made of it; `None` after the person gave it back to the facts.
    pub edited: Option<String>,
    /// Grows with every change of this item.
    pub rev: i64,
    /// Who changed it last.
    pub by: String,
    /// When, in milliseconds.
    pub at: i64,
}

/// An item as it stands now.
#[derive(Debug, Clone)]
pub struct ItemNow {
    /// The item as the facts generate it.
    pub draft: DraftItem,
    /// The text that counts: generated, edited, or both together.
    pub text: String,
    /// What became of a person's edit.
    pub state: MergeState,
    /// What is kept.
    pub kept: Option<KeptItem>,
}

impl ItemNow {
    /// The generated text with what a person wrote.
    #[must_use]
    pub fn new(draft: DraftItem, kept: Option<KeptItem>) -> Self {
        let generated = draft.text();
        let edit = kept.as_ref().and_then(|kept| Some((&kept.base, kept.edited.as_ref()?)));
        let (text, state) = match edit {
            None => (generated, MergeState::Untouched),
            Some((base, edited)) => {
                let merged = merge(base, edited, &generated);
                (merged.text, merged.state)
            }
        };
        Self { draft, text, state, kept }
    }

    /// The revision of the item; 0 as long as nobody wrote in it.
    #[must_use]
    pub fn rev(&self) -> i64 {
        self.kept.as_ref().map_or(0, |kept| kept.rev)
    }

    /// Names the generated text, so that a form knows on which one it was written.
    #[must_use]
    pub fn basis(&self) -> String {
        basis_of_text(&self.draft.text())
    }

    /// Whether facts changed the very lines that a person wrote.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        matches!(self.state, MergeState::Conflict { .. })
    }

    /// By how many characters it is too long for the form.
    #[must_use]
    pub fn over_limit(&self) -> Option<usize> {
        self.text.chars().count().checked_sub(self.draft.limit?).filter(|over| *over > 0)
    }

    /// For comparing and for plain text.
    #[must_use]
    pub fn as_text(&self) -> ItemText {
        ItemText {
            id: self.draft.id.clone(),
            number: self.draft.number.clone(),
            title: self.draft.title.clone(),
            untitled: self.draft.untitled,
            text: self.text.clone(),
        }
    }
}

/// Names a text.
#[must_use]
pub fn basis_of_text(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..12])
}
