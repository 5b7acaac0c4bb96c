//! The files on board.

use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::Head;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../content"]
#[include = "*.yaml"]
#[include = "*.json"]
struct Embedded;

/// A content file that cannot be used: a fault of the pack, found by its check.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// No such file.
    #[error("the content pack has no file {0}")]
    Missing(String),
    /// The file does not have the expected form.
    #[error("content file {file}: {cause}")]
    Unreadable {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
}

/// The content pack that is embedded in the program: the files under `content/`, by their path there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pack;

impl Pack {
    /// The names of the files of one kind, sorted: `triage/symptoms.yaml`.
    #[must_use]
    pub fn files(self, kind: &str) -> Vec<String> {
        let prefix = format!("{kind}/");
        let mut names: Vec<String> = Embedded::iter()
            .filter(|name| name.starts_with(&prefix) && name.ends_with(".yaml"))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort();
        names
    }

    /// The text of a file by its path in the pack, such as `facts/factsheet.yaml`.
    ///
    /// # Errors
    /// [`ContentError::Missing`], or unreadable when it is not UTF-8.
    pub fn text(self, file: &str) -> Result<String, ContentError> {
        let found = Embedded::get(file).ok_or_else(|| ContentError::Missing(file.to_owned()))?;
        String::from_utf8(found.data.into_owned())
            .map_err(|e| ContentError::Unreadable { file: file.to_owned(), cause: e.to_string() })
    }

    /// Reads a file as `T`.
    ///
    /// # Errors
    /// [`ContentError`] if the file is missing or does not have the form of `T`.
    pub fn read<T: DeserializeOwned>(self, file: &str) -> Result<T, ContentError> {
        serde_norway::from_str(&self.text(file)?)
            .map_err(|e| ContentError::Unreadable { file: file.to_owned(), cause: e.to_string() })
    }

    /// Reads all files of one kind.
    ///
    /// # Errors
    /// [`ContentError`] of the first file that fails.
    pub fn read_all<T: DeserializeOwned>(self, kind: &str) -> Result<Vec<T>, ContentError> {
        self.files(kind).iter().map(|file| self.read(file)).collect()
    }

    /// What a file says about itself, whatever its kind.
    ///
    /// # Errors
    /// [`ContentError`] if the file is missing or has no whole head.
    pub fn head(self, file: &str) -> Result<Head, ContentError> {
        self.read(file)
    }

    /// SHA-256 over all names and texts: names the pack that a record was made with.
    #[must_use]
    pub fn fingerprint(self) -> String {
        let mut names: Vec<_> = Embedded::iter().collect();
        names.sort();
        let mut hash = Sha256::new();
        for name in names {
            if let Some(file) = Embedded::get(&name) {
                hash.update(name.as_bytes());
                hash.update([0]);
                hash.update(&file.data);
            }
        }
        hex::encode(hash.finalize())
    }
}
