//! The files on board.

use std::{borrow::Cow, collections::BTreeSet};

use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::{Head, overlay};

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
    /// The operator's folder cannot be used.
    #[error("{}: {cause}", path.display())]
    Folder {
        /// The folder or file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        cause: String,
    },
}

/// The content pack: the files under `content/` that are embedded in the program, by their path
/// there, behind those of the operator's folder ([`crate::lay_over`]).
#[derive(Debug, Clone, Copy, Default)]
pub struct Pack;

impl Pack {
    /// The names of the files of one kind, sorted: `triage/symptoms.yaml`.
    #[must_use]
    pub fn files(self, kind: &str) -> Vec<String> {
        let prefix = format!("{kind}/");
        let own = |name: &String| name.starts_with(&prefix) && name.ends_with(".yaml");
        all_names().into_iter().filter(own).collect()
    }

    /// The text of a file by its path in the pack, such as `facts/factsheet.yaml`.
    ///
    /// # Errors
    /// [`ContentError::Missing`], or unreadable when it is not UTF-8.
    pub fn text(self, file: &str) -> Result<String, ContentError> {
        let found = bytes(file).ok_or_else(|| ContentError::Missing(file.to_owned()))?;
        String::from_utf8(found.into_owned())
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
        let mut hash = Sha256::new();
        for name in all_names() {
            if let Some(data) = bytes(&name) {
                hash.update(name.as_bytes());
                hash.update([0]);
                hash.update(&data);
            }
        }
        hex::encode(hash.finalize())
    }
}

/// Whether files of this kind are on board.
pub(crate) fn is_kind(kind: &str) -> bool {
    let prefix = format!("{kind}/");
    Embedded::iter().any(|name| name.starts_with(&prefix) && name.ends_with(".yaml"))
}

/// The names of all files, sorted.
fn all_names() -> BTreeSet<String> {
    Embedded::iter().map(Cow::into_owned).chain(overlay::names().cloned()).collect()
}

fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
    let laid_over = overlay::file(name).map(Cow::Borrowed);
    laid_over.or_else(|| Embedded::get(name).map(|file| file.data))
}
