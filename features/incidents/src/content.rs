//! The reviewed content of this slice: triage, desks, fact sheet, levels.
//!
//! It is embedded, so a fault in it is a fault of the build: [`check`] is called
//! at start and by the tests; afterwards [`content`] cannot fail.

mod desks;
mod executive;
mod factsheet;
pub mod guidance;
mod levels;
mod number_words;

pub use desks::{AddressKind, Desk, DeskAddress, Desks, Slot, stands_first};
pub use executive::{ExecutiveTopics, Topic, TopicOption};
pub use factsheet::{
    CallSheetLine, CallSheetMore, CaseFill, Edition, FactChoice, FactClass, FactField, FactKind,
    FactSheet, SheetNumbers,
};
pub use levels::{ClosingNeed, FirstCall, LevelRole, LevelText, Levels};
pub use number_words::NumberWords;

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_triage::{TriageFile, TriagePack};
use hikeshi_when::Vocabulary;

/// Everything, read once.
#[derive(Debug)]
pub struct Content {
    /// Symptoms, questions and rules of the help page.
    pub triage: TriagePack,
    /// Which facts an incident has.
    pub facts: FactSheet,
    /// The damage levels.
    pub levels: Levels,
    /// Outside desks.
    pub desks: Desks,
    /// What the president decides.
    pub executive: ExecutiveTopics,
    /// Words by which times are recognised.
    pub times: Vocabulary,
    /// How to collect evidence.
    pub guidance: guidance::Guidance,
    /// Names the pack that a record was made with.
    pub fingerprint: String,
}

impl Content {
    fn read(pack: Pack) -> Result<Self, ContentError> {
        Ok(Self {
            triage: TriagePack::join(pack.read_all::<TriageFile>("triage")?),
            facts: pack.read("facts/factsheet.yaml")?,
            levels: pack.read("levels/levels.yaml")?,
            desks: pack.read("desks/desks.yaml")?,
            executive: pack.read("executive/topics.yaml")?,
            times: pack.read("times/vocabulary.yaml")?,
            guidance: pack.read("evidence/guidance.yaml")?,
            fingerprint: pack.fingerprint(),
        })
    }
}

static CONTENT: OnceLock<Content> = OnceLock::new();

/// Reads the content; called at start.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form.
pub fn check(pack: Pack) -> Result<(), ContentError> {
    hikeshi_playbooks::check_content(pack)?;
    if CONTENT.get().is_none() {
        let _ = CONTENT.set(Content::read(pack)?);
    }
    Ok(())
}

/// The content on board, read once and kept as long as the program runs.
///
/// # Errors
/// [`ContentError`], only when [`check`] was not called before.
pub fn content() -> Result<&'static Content, ContentError> {
    check(Pack)?;
    CONTENT.get().ok_or_else(|| ContentError::Missing("content".to_owned()))
}
