//! The custody sheet of exhibits, and their tags.

use serde::Serialize;

use super::{Head, PaperWords};

/// The custody sheets of one or all exhibits of an incident; each begins on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustodySheets {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// One for each exhibit.
    pub sheets: Vec<CustodySheet>,
}

/// The sheet of one exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustodySheet {
    /// Its number, such as `E-003-C1`.
    pub number: String,
    /// What it is.
    pub title: String,
    /// The address of its page as a QR code.
    pub qr_svg: String,
    /// Names and values of its record, without empty ones.
    pub record: Vec<SheetPair>,
    /// Its hashes by name, each in groups of eight digits; none for a thing.
    pub hashes: Vec<SheetHash>,
    /// Who holds it, as far as both sides confirmed; empty if nobody is named.
    pub holder: String,
    /// Hand-overs that are not confirmed yet, one line each.
    pub waiting: Vec<String>,
    /// What happened to it, in order.
    pub events: Vec<SheetEvent>,
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetPair {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A hash in groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetHash {
    /// `SHA-256` or `BLAKE3`.
    pub name: String,
    /// Groups of eight digits.
    pub groups: Vec<String>,
}

/// A row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetEvent {
    /// When, and until when.
    pub when: String,
    /// What happened.
    pub what: String,
    /// Who did it; of a hand-over: from whom to whom.
    pub who: String,
    /// Place, seal, tool, clock, reason: one line each.
    pub details: Vec<String>,
    /// How it stands: a word, and whether it is good (`done`), open (`to-check`) or bad (`danger`);
    /// both empty for most rows.
    pub state: String,
    /// See `state`.
    pub mark: String,
    /// Who wrote it down.
    pub by: String,
}

/// Tags to cut out and stick on exhibits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tags {
    /// Head and foot.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// One for each exhibit, eight on a page.
    pub tags: Vec<Tag>,
}

/// The tag of one exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its number.
    pub number: String,
    /// What it is.
    pub title: String,
    /// The address of its page as a QR code.
    pub qr_svg: String,
    /// When and by whom it was collected.
    pub collected: String,
    /// Serial number, or the beginning of its hash; may be empty.
    pub mark: String,
    /// The number of its seal; empty leaves room to write one.
    pub seal: String,
}
