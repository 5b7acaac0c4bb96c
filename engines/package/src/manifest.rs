//! The list of everything in a package, with sizes and hashes.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{PathFault, Redaction, check_path};

/// What a manifest calls its format.
pub const FORMAT: &str = "hikeshi-case-package";
/// The version of the format that this program writes.
pub const FORMAT_VERSION: u32 = 1;
/// The manifest's path.
pub const MANIFEST: &str = "manifest.json";
/// The path of the signed statement about the manifest.
pub const SIGNATURE: &str = "manifest.sig";
/// More files than this are refused: no incident has them.
const MOST_FILES: usize = 100_000;

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// [`FORMAT_VERSION`].
    pub version: u32,
    /// Id of this package.
    pub package: Uuid,
    /// When it was made.
    pub made_at: Timestamp,
    /// What made it.
    pub program: Program,
    /// Where the incident was written.
    pub origin: Origin,
    /// For whom it was made, in the words of who made it.
    pub made_for: String,
    /// Language of `index.html` and of the words of facts.
    pub lang: String,
    /// The parts that are in it.
    pub parts: Vec<String>,
    /// What was struck out.
    pub redactions: Vec<Redaction>,
    /// All files but the manifest and its signature, by path.
    pub files: Vec<FileEntry>,
    /// What was wanted and is not here, and why.
    pub left_out: Vec<LeftOut>,
}

/// A program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
}

/// Where an incident was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Id of the company.
    pub company_id: Uuid,
    /// Its name.
    pub company: String,
    /// Id of the incident.
    pub incident_id: Uuid,
    /// Its number.
    pub number: String,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// Something that is not in the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What, so that the reader can ask for it: `E-001`, or a kind of paper.
    pub what: String,
    /// Why: `redacted`, `not-wanted`, `unreadable`, `destroyed`.
    pub why: String,
}

/// Why a manifest cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not JSON of this shape; the reader's own words follow.
    #[error("the manifest cannot be read: {0}")]
    Unreadable(String),
    /// Another program's, or another kind of file.
    #[error("the manifest is not that of a case package")]
    NotAPackage,
    /// Made by a later program.
    #[error("the package has format version {0}, which this program does not know")]
    Newer(u32),
    /// More files than any incident has.
    #[error("the manifest lists too many files")]
    TooMany,
    /// The same path twice.
    #[error("the manifest lists {0:?} twice")]
    Twice(String),
    /// A path that leads out of the folder, or a name that misleads.
    #[error("the manifest lists the path {path:?}: {fault}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
}

impl Manifest {
    /// Reads a manifest and refuses what no program of ours writes.
    ///
    /// # Errors
    /// [`ManifestError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        let read: Self = serde_json::from_slice(bytes)
            .map_err(|error| ManifestError::Unreadable(error.to_string()))?;
        if read.format != FORMAT {
            return Err(ManifestError::NotAPackage);
        }
        if read.version != FORMAT_VERSION {
            return Err(ManifestError::Newer(read.version));
        }
        if read.files.len() > MOST_FILES {
            return Err(ManifestError::TooMany);
        }
        let mut known = BTreeSet::new();
        for file in &read.files {
            check_path(&file.path)
                .map_err(|fault| ManifestError::Path { path: file.path.clone(), fault })?;
            if !known.insert(file.path.to_lowercase()) {
                return Err(ManifestError::Twice(file.path.clone()));
            }
        }
        Ok(read)
    }

    /// The file of that path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&FileEntry> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// What is signed: which package has a manifest of which hash.
#[must_use]
pub fn statement(package: Uuid, manifest_sha256: &str) -> String {
    format!("{FORMAT}/v{FORMAT_VERSION}\n{package}\nsha256:{manifest_sha256}\n")
}
