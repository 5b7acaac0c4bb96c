//! What is wrong with a package.

use serde::{Deserialize, Serialize};

/// In which file of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// The package as a whole.
    Package,
    /// The file of that path.
    File(String),
}

/// A fault with its place. `code` is stable for programs; words: `package-fault-…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub place: Where,
    /// What, as a stable name.
    pub code: String,
    /// What was found, for those who look closer: sizes, hashes, the reader's own words.
    pub detail: String,
}

impl Fault {
    /// A fault of the whole package.
    #[must_use]
    pub fn of_package(code: &str, detail: impl Into<String>) -> Self {
        Self { place: Where::Package, code: code.to_owned(), detail: detail.into() }
    }

    /// A fault of one file.
    #[must_use]
    pub fn of_file(path: &str, code: &str, detail: impl Into<String>) -> Self {
        // Names from outside are shown on terminals: no letter of theirs may steer one.
        let path: String = path
            .chars()
            .take(200)
            .flat_map(
                |c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] },
            )
            .collect();
        Self { place: Where::File(path), code: code.to_owned(), detail: detail.into() }
    }

    /// The path of the file; empty for the whole package.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.place {
            Where::Package => "",
            Where::File(path) => path,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Where::Package => write!(f, "{}", self.code)?,
            Where::File(path) => write!(f, "{path}: {}", self.code)?,
        }
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}
