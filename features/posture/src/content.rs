//! The catalogues on board, read once.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_posture_engine::{AnswerWords, CatalogueFile, Library};

static LIBRARY: OnceLock<Library> = OnceLock::new();
static WORDS: OnceLock<AnswerWords> = OnceLock::new();

/// All catalogues with what links them, and the measures.
///
/// # Errors
/// [`ContentError`] for content that cannot be used: a fault of the pack, or of the operator's folder.
pub fn library() -> Result<&'static Library, ContentError> {
    if LIBRARY.get().is_none() {
        let files: Vec<CatalogueFile> = Pack.read_all("questionnaires")?;
        let map = Pack.read("cross-map/cross-map.yaml")?;
        let measures = Pack.read("measures/measures.yaml")?;
        let wrong = |cause| ContentError::Unreadable { file: "questionnaires".to_owned(), cause };
        let library =
            Library::join(&files, map, measures).map_err(|error| wrong(error.to_string()))?;
        let faults = library.check();
        if !faults.is_empty() {
            return Err(wrong(faults.join("; ")));
        }
        let _ = LIBRARY.set(library);
    }
    LIBRARY.get().ok_or_else(|| ContentError::Missing("questionnaires".to_owned()))
}

/// How people write answers in files.
///
/// # Errors
/// [`ContentError`] for content that cannot be used.
pub fn answer_words() -> Result<&'static AnswerWords, ContentError> {
    if WORDS.get().is_none() {
        let _ = WORDS.set(Pack.read("answers/words.yaml")?);
    }
    WORDS.get().ok_or_else(|| ContentError::Missing("answers/words.yaml".to_owned()))
}
