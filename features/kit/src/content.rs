//! What the kit says that stands in no other content (`content/kit/kit.yaml`).

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KitContent {
    /// The first hour.
    pub(crate) first: FirstHour,
    /// Who may decide what without asking.
    pub(crate) decide: Vec<Deciders>,
    /// How to go on with a phone, a spare laptop, paper.
    pub(crate) offline: Vec<Section>,
}

/// The first hour.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FirstHour {
    /// What to do, in this order.
    pub(crate) now: Vec<Act>,
    /// What not to do.
    pub(crate) dont: Vec<Act>,
    /// When something else comes first.
    pub(crate) exceptions: Vec<Act>,
    /// What to say on the telephone.
    pub(crate) say: Vec<LocalText>,
}

/// One thing to do or not to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Act {
    /// Until when, from the moment of noticing; only for what is to be done.
    #[serde(default)]
    pub(crate) within: Option<LocalText>,
    /// The act.
    pub(crate) title: LocalText,
    /// How, or why not.
    pub(crate) detail: LocalText,
}

/// People who may decide some things on their own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Deciders {
    /// `everybody`, `officer` or `president`.
    pub(crate) id: String,
    /// Their name.
    pub(crate) who: LocalText,
    /// What they may do.
    #[serde(default)]
    pub(crate) may: Vec<LocalText>,
    /// Executive topics that they decide.
    #[serde(default)]
    pub(crate) topics: Vec<String>,
}

/// A heading with steps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Section {
    /// The heading.
    pub(crate) title: LocalText,
    /// The steps.
    pub(crate) steps: Vec<LocalText>,
    /// Whether lines to write on stand below.
    #[serde(default)]
    pub(crate) write: bool,
}

static CONTENT: OnceLock<KitContent> = OnceLock::new();

/// The content on board, read once.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form: a fault of the build.
pub(crate) fn kit_content() -> Result<&'static KitContent, ContentError> {
    if CONTENT.get().is_none() {
        let _ = CONTENT.set(Pack.read("kit/kit.yaml")?);
    }
    CONTENT.get().ok_or_else(|| ContentError::Missing("kit/kit.yaml".to_owned()))
}
