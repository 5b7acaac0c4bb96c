//! Taking an incident over from a package of another installation.
//!
//! The package is checked first; its files are hashed again on their way into the store. What
//! comes is marked with where it came from, and nothing becomes more certain by coming: papers are
//! approved by nobody here, the damage level is a proposal, and nobody is called.

mod bring;
mod exhibit_number;
mod files;
mod known;
mod rows;
mod rows_evidence;
mod upload;

pub use bring::{Brought, bring_in};
pub use files::Arrived;
pub use known::{Known, known_before};
pub(crate) use upload::file_of;
pub use upload::{Received, drop_upload, receive, upload_of};

use std::io::{Read, Seek};

use hikeshi_package::{Exhibit, Manifest, Records};

use crate::archive::{Fault, Package};

/// A package that was read, before its files are.
pub struct Content<R: Read + Seek> {
    /// The package.
    pub package: Package<R>,
    /// What it tells.
    pub records: Records,
}

/// More lines, facts, exhibits … than this are refused.
const MOST_ROWS: usize = 20_000;

impl<R: Read + Seek> Content<R> {
    /// Reads the records of the plain zip of a package. Blocks.
    ///
    /// # Errors
    /// What is wrong with the package.
    pub fn read(file: R) -> Result<Self, Vec<Fault>> {
        let mut package = Package::open(file)?;
        let records = records(&mut package).map_err(|fault| vec![fault])?;
        let counts = [
            ("timeline.json", records.timeline.len()),
            ("facts.json", records.facts.iter().map(|fact| fact.versions.len()).sum()),
            ("custody.json", records.exhibits.iter().map(rows_of).sum()),
            ("papers.json", records.papers.len()),
            ("measures.json", records.measures.len()),
            ("people.json", records.people.len()),
            ("decisions.json", records.decisions.len() + records.levels.len()),
        ];
        match counts.into_iter().find(|(_, count)| *count > MOST_ROWS) {
            Some((path, count)) => {
                Err(vec![Fault::of_file(path, "too-many-rows", count.to_string())])
            }
            None => Ok(Self { package, records }),
        }
    }

    /// The manifest.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.package.manifest
    }
}

/// Rows that an exhibit with its chain makes.
fn rows_of(exhibit: &Exhibit) -> usize {
    1 + exhibit.custody.iter().map(|event| 1 + event.photos.len()).sum::<usize>()
}

fn records<R: Read + Seek>(package: &mut Package<R>) -> Result<Records, Fault> {
    let incident = package.record("incident.json")?;
    Ok(Records {
        incident: incident.ok_or_else(|| Fault::of_file("incident.json", "file-missing", ""))?,
        timeline: package.record("timeline.json")?.unwrap_or_default(),
        facts: package.record("facts.json")?.unwrap_or_default(),
        exhibits: package.record("custody.json")?.unwrap_or_default(),
        decisions: package.record("decisions.json")?.unwrap_or_default(),
        levels: package.record("levels.json")?.unwrap_or_default(),
        measures: package.record("measures.json")?.unwrap_or_default(),
        papers: package.record("papers.json")?.unwrap_or_default(),
        people: package.record("people.json")?.unwrap_or_default(),
    })
}
