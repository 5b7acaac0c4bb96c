//! The kinds of papers of the content pack, read and checked once.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_drafting::{Kind, KindFile, Wording};

/// All kinds, with the wording that they share.
#[derive(Debug)]
pub struct Kinds {
    /// In the order of their ids.
    pub list: Vec<Kind>,
    /// The shared wording.
    pub wording: Wording,
}

impl Kinds {
    /// The kind of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Kind> {
        self.list.iter().find(|kind| kind.id() == id)
    }
}

static KINDS: OnceLock<Kinds> = OnceLock::new();

/// The kinds on board; read at the first call.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form, or a kind that cannot be drafted.
pub fn kinds() -> Result<&'static Kinds, ContentError> {
    if KINDS.get().is_none() {
        let _ = KINDS.set(read()?);
    }
    KINDS.get().ok_or_else(|| ContentError::Missing("filings".to_owned()))
}

fn read() -> Result<Kinds, ContentError> {
    let wording: Wording = Pack.read("wording/wording.yaml")?;
    let mut list = Vec::new();
    for file in Pack.read_all::<KindFile>("filings")? {
        let name = format!("filings/{}.yaml", file.id);
        let kind = Kind::new(file, &wording)
            .map_err(|faults| ContentError::Unreadable { file: name, cause: faults.to_string() })?;
        list.push(kind);
    }
    Ok(Kinds { list, wording })
}
