//! What somebody wants in a package.

use std::collections::BTreeSet;

use hikeshi_kernel::Lang;
use hikeshi_package::{Audience, Part, PartError, Redaction};
use serde::{Deserialize, Serialize};

/// What a package is to hold, for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// For whom.
    pub audience: Audience,
    /// For whom, in words: a name of a firm or office.
    pub recipient: String,
    /// Its parts.
    pub parts: BTreeSet<Part>,
    /// What is struck out.
    pub redactions: BTreeSet<Redaction>,
    /// The language of its page.
    pub lang: Lang,
}

impl Wish {
    /// Refuses what cannot be: bytes of evidence have no words that could be struck out.
    ///
    /// # Errors
    /// [`PartError::EvidenceRedacted`].
    pub fn check(&self) -> Result<(), PartError> {
        match self.has(Part::Evidence) && !self.redactions.is_empty() {
            true => Err(PartError::EvidenceRedacted),
            false => Ok(()),
        }
    }

    /// Whether a part is wanted.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether something is struck out.
    #[must_use]
    pub fn is_redacted(&self) -> bool {
        !self.redactions.is_empty()
    }
}
