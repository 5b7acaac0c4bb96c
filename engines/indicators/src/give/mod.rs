//! Writing what goes out: STIX 2.1, a MISP event, CSV, plain text.
//!
//! Every form is made of the same [`Parcel`] and nothing else. The same parcel gives the same bytes
//! and the same ids, so that whoever gets it twice has it once.

mod ids;
mod misp;
mod pattern;
mod stix;
mod table;
mod text;
mod tlp;

use jiff::Timestamp;
use uuid::Uuid;

use crate::Kind;

pub use misp::misp;
pub use stix::stix;
pub use table::csv;
pub use text::{defanged, text};
pub use tlp::Tlp;

/// Everything that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// A secret of the case: ids are made of it, and nobody finds the case by them.
    pub case: Uuid,
    /// When it was put together.
    pub made_at: Timestamp,
    /// How far it may go.
    pub tlp: Tlp,
    /// Who gives it, if they want to be named.
    pub producer: Option<String>,
    /// Words that a person wrote for the reader; empty for none.
    pub note: String,
    /// What goes out.
    pub items: Vec<Item>,
}

/// One trace of a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// As [`crate::read`] writes it.
    pub value: String,
    /// When it was noted: it is looked for from then on.
    pub noted_at: Timestamp,
}

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A STIX 2.1 bundle.
    Stix,
    /// A MISP event.
    Misp,
    /// A table.
    Csv,
    /// Defanged lines for a mail.
    Text,
}

impl Form {
    /// All forms, in the order of choice lists.
    pub const ALL: [Self; 4] = [Self::Stix, Self::Misp, Self::Csv, Self::Text];

    /// The name in forms, on the command line and in keys of words (`sharing-form-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stix => "stix",
            Self::Misp => "misp",
            Self::Csv => "csv",
            Self::Text => "text",
        }
    }

    /// The form of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The ending of the file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Stix => "stix.json",
            Self::Misp => "misp.json",
            Self::Csv => "csv",
            Self::Text => "txt",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Stix => "application/stix+json;version=2.1",
            Self::Misp => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The file.
    #[must_use]
    pub fn write(self, parcel: &Parcel) -> String {
        match self {
            Self::Stix => pretty(&stix(parcel)),
            Self::Misp => pretty(&misp(parcel)),
            Self::Csv => csv(parcel),
            Self::Text => text(parcel),
        }
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// A time as STIX wants it: UTC, milliseconds.
fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
