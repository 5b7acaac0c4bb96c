//! The fields of a row: forms, files, history and programs call them alike.

use serde::{Deserialize, Serialize};

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is described at the field of Entry with its name")]
pub enum Field {
    Business,
    Name,
    Remark,
    Users,
    Department,
    Media,
    Place,
    Personal,
    Confidentiality,
    Integrity,
    Availability,
    KeptUntil,
    RegisteredOn,
    OwnThreat,
    OwnWeakness,
    OwnReason,
}

impl Field {
    /// All of them, in the order of the ledger.
    pub const ALL: [Self; 16] = [
        Self::Business,
        Self::Name,
        Self::Remark,
        Self::Users,
        Self::Department,
        Self::Media,
        Self::Place,
        Self::Personal,
        Self::Confidentiality,
        Self::Integrity,
        Self::Availability,
        Self::KeptUntil,
        Self::RegisteredOn,
        Self::OwnThreat,
        Self::OwnWeakness,
        Self::OwnReason,
    ];

    /// The name in forms, files and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Name => "name",
            Self::Remark => "remark",
            Self::Users => "users",
            Self::Department => "department",
            Self::Media => "media",
            Self::Place => "place",
            Self::Personal => "personal",
            Self::Confidentiality => "confidentiality",
            Self::Integrity => "integrity",
            Self::Availability => "availability",
            Self::KeptUntil => "kept-until",
            Self::RegisteredOn => "registered-on",
            Self::OwnThreat => "own-threat",
            Self::OwnWeakness => "own-weakness",
            Self::OwnReason => "own-reason",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The most characters of a text in it.
    #[must_use]
    pub const fn longest(self) -> usize {
        match self {
            Self::Remark | Self::OwnReason => 400,
            Self::Name | Self::Users | Self::Place => 120,
            _ => 80,
        }
    }

    /// The scale of a field that holds a level.
    #[must_use]
    pub const fn scale(self) -> Option<&'static str> {
        match self {
            Self::Confidentiality => Some("confidentiality"),
            Self::Integrity => Some("integrity"),
            Self::Availability => Some("availability"),
            Self::OwnThreat => Some("threat"),
            Self::OwnWeakness => Some("weakness"),
            _ => None,
        }
    }
}
