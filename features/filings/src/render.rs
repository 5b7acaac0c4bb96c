//! A paper as a file: PDF, docx, xlsx or plain text. What stands in it is decided elsewhere.

use jiff::Timestamp;

/// A paper with its texts as they stand now.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The kind's id in `content/filings`.
    pub kind: String,
    /// Its title in the reader's language.
    pub title: String,
    /// First, follow-up or final report, in words; empty where the kind has only one.
    pub phase: String,
    /// Company, number and title of the incident.
    pub company: String,
    /// Number of the incident.
    pub incident: String,
    /// To whom.
    pub recipient: String,
    /// Whether it is a drill or a past record: printed over every page; empty otherwise.
    pub mark: String,
    /// Draft or approved with version, in words.
    pub state: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The items in their order.
    pub items: Vec<PaperItem>,
    /// The reader's language.
    pub lang: hikeshi_kernel::Lang,
    /// Where the paper's form came from and how far it has been checked, in words.
    pub source: String,
}

/// One item of a paper.
#[derive(Debug, Clone)]
pub struct PaperItem {
    /// The item's id in the kind.
    pub id: String,
    /// Its number on the official form; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The text, generated or edited; lines end with a line feed.
    pub text: String,
    /// Titles of facts that are needed and missing.
    pub missing: Vec<String>,
}

/// What file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For printing and keeping.
    Pdf,
    /// For editing elsewhere.
    Docx,
    /// A table with the items in order.
    Xlsx,
    /// For mail and web forms.
    Text,
}

/// A file.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A name for saving, in ASCII.
    pub file_name: String,
    /// Its media type.
    pub mime: &'static str,
}
