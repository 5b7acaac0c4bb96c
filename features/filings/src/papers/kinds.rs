//! The kinds of papers of the content pack, read and checked once.

use std::sync::OnceLock;

use hikeshi_content::Pack;
use hikeshi_drafting::{Kind, KindFile, Wording};
use hikeshi_web::Problem;

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
/// A fault of the content pack.
pub fn kinds() -> Result<&'static Kinds, Problem> {
    if KINDS.get().is_none() {
        let _ = KINDS.set(read()?);
    }
    KINDS.get().ok_or_else(|| Problem::internal("no kinds of papers"))
}

fn read() -> Result<Kinds, Problem> {
    let wording: Wording = Pack.read("wording/wording.yaml")?;
    let mut list = Vec::new();
    for file in Pack.read_all::<KindFile>("filings")? {
        list.push(Kind::new(file, &wording)?);
    }
    Ok(Kinds { list, wording })
}

#[cfg(test)]
mod tests {
    use hikeshi_incidents::content::content;

    use super::*;
    use crate::rulebook::rulebook;

    #[test]
    fn every_kind_can_be_drafted_from_the_fact_sheet_and_names_duties_that_exist() {
        let sheet = &content().unwrap().facts;
        let rules = &rulebook().unwrap().rules;
        for kind in &kinds().unwrap().list {
            for key in kind.keys() {
                assert!(sheet.field(key).is_some(), "{} {key}", kind.id());
            }
            for duty in &kind.file.duties {
                assert!(rules.duty_ids().any(|known| known == duty), "{} {duty}", kind.id());
            }
        }
    }
}
