//! What a file is, and the lists of things that programs write.

mod cyclonedx;
mod cyclonedx_xml;
mod machine;
mod osquery;
mod own_script;
mod spdx;
mod spdx_tags;

use hikeshi_casefile::Reason;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_ROWS, Record, Table, read_text};

/// The most separators of a table: every line with as many columns as are read.
const MAX_SEPARATORS: usize = MAX_LINES * MAX_COLUMNS;

/// The forms that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A table as text.
    Table,
    /// A workbook of a spreadsheet program.
    Workbook,
    /// A list of components, CycloneDX.
    Cyclonedx,
    /// A list of packages, SPDX 2.
    Spdx,
    /// Answers of osquery.
    Osquery,
    /// What our own scripts wrote.
    OwnScript,
}

impl FileKind {
    /// Its name in files and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Workbook => "workbook",
            Self::Cyclonedx => "cyclonedx",
            Self::Spdx => "spdx",
            Self::Osquery => "osquery",
            Self::OwnScript => "own-script",
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadFile {
    /// A table, whose columns are to be guessed.
    Table(Table),
    /// A workbook: its reader is not in this crate.
    Workbook,
    /// A list of things whose meaning is known.
    Inventory(Inventory),
}

/// A list of things whose meaning is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inventory {
    /// Of which form.
    pub kind: FileKind,
    /// Things in the file, all of them.
    pub things: usize,
    /// Those that are assets.
    pub records: Vec<Record>,
    /// Things that are none, by what they are: how many.
    pub passed_over: Vec<(String, usize)>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It is too large.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// Nothing stands in it.
    #[error("the file is empty")]
    Empty,
    /// It is neither text nor a workbook.
    #[error("the file is no text and no workbook")]
    NotText,
    /// The old form of workbooks.
    #[error("the file is a workbook of the old form")]
    OldWorkbook,
    /// More rows or things than are read.
    #[error("the file holds more than {limit} rows")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// More filled cells than are read.
    #[error("the table holds more than {limit} cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// It begins like JSON or XML and is none.
    #[error("the file is broken: {0}")]
    Broken(String),
    /// JSON or XML of another form.
    #[error("the form of the file is not known")]
    Unknown,
}

/// Says what a file is and reads it.
///
/// # Errors
/// [`FileFault`]
pub fn read_file(bytes: &[u8]) -> Result<ReadFile, FileFault> {
    if bytes.len() > MAX_BYTES {
        return Err(FileFault::TooLarge { limit: MAX_BYTES });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(ReadFile::Workbook);
    }
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf") {
        return Err(FileFault::NotText);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(FileFault::OldWorkbook);
    }
    let text = hikeshi_casefile::text_within(bytes, MAX_BYTES).map_err(|reason| match reason {
        Reason::EmptyFile => FileFault::Empty,
        _ => FileFault::NotText,
    })?;
    let start = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\t']);
    let inventory = match start.chars().next() {
        Some('{' | '[') => from_json(start)?,
        Some('<') => cyclonedx_xml::read(start)?,
        _ if start.starts_with("SPDXVersion:") => spdx_tags::read(start),
        _ => {
            let separators = [',', '\t', ';', '|'].map(|one| text.matches(one).count());
            if separators.into_iter().max() > Some(MAX_SEPARATORS) {
                return Err(FileFault::TooManyCells { limit: MAX_CELLS });
            }
            let table = read_text(&text);
            if table.rows.iter().filter(|row| !row.is_empty()).count() > MAX_LINES {
                return Err(FileFault::TooMany { limit: MAX_ROWS });
            }
            if table.filled() > MAX_CELLS {
                return Err(FileFault::TooManyCells { limit: MAX_CELLS });
            }
            return Ok(ReadFile::Table(table));
        }
    };
    if inventory.things > MAX_ROWS {
        return Err(FileFault::TooMany { limit: MAX_ROWS });
    }
    Ok(ReadFile::Inventory(inventory))
}

/// One document of JSON, or one in each line.
fn from_json(text: &str) -> Result<Inventory, FileFault> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        values.push(value.map_err(|error| FileFault::Broken(error.to_string()))?);
        if values.len() > MAX_ROWS {
            return Err(FileFault::TooMany { limit: MAX_ROWS });
        }
    }
    let first = values.first().ok_or(FileFault::Empty)?;
    let is = |key: &str, value: &str| first.get(key).and_then(Value::as_str) == Some(value);
    if is("bomFormat", "CycloneDX") {
        return Ok(cyclonedx::read(first));
    }
    if first.get("spdxVersion").is_some() {
        return Ok(spdx::read(first));
    }
    if is("format", own_script::FORMAT) {
        return Ok(own_script::read(&values));
    }
    osquery::read(&values).ok_or(FileFault::Unknown)
}

/// A text of an object; empty if there is none.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The things of a list; nothing for what is no list.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
