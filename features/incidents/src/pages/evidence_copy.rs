//! What the forms that add exhibits ask beside when it is a copy.

use hikeshi_ui::{Choice, Shell};
use serde::Deserialize;

use super::{evidence::exhibit_href, evidence_form::Typed};
use crate::evidence::CopyOf;

/// Of which exhibit somebody adds a copy.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) copy_of: String,
}

/// The source and the kinds of copies.
pub(super) struct CopyForm {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) kinds: Vec<Choice>,
}

impl CopyForm {
    pub(super) fn new(shell: &Shell, copy: &CopyOf) -> Self {
        Self {
            number: copy.source.number.clone(),
            title: copy.source.title.clone(),
            href: exhibit_href(&copy.source),
            kinds: Typed::copy_choices(shell),
        }
    }
}
