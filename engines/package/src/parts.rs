//! What is in a package, what is struck out of it, and what one usually gives to whom.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($(#[$about:meta])* $type:ident { $($name:ident = $text:literal, $doc:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $type {
            $(#[doc = $doc] $name,)+
        }

        impl $type {
            /// All, in the order of lists.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in files, forms, commands and keys of words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// The one of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

names! {
    /// A part of a package.
    Part {
        Timeline = "timeline", "What happened when.";
        Facts = "facts", "What is known.";
        Papers = "papers", "Papers that were given out.";
        Custody = "custody", "The exhibits with their chains of custody, without the files.";
        Evidence = "evidence", "The files of the exhibits.";
        Decisions = "decisions", "What was decided.";
        Measures = "measures", "Recovery and prevention.";
        People = "people", "Who is on the case, with telephone and e-mail.";
        Case = "case", "The same as CASE/UCO, for forensic programs.";
        Technical = "technical", "Traces for other firms' programs: STIX, MISP, a table.";
        Proofs = "proofs", "Entries of the log and what is needed to check them.";
    }
}

names! {
    /// What is struck out of a package.
    Redaction {
        Persons = "persons", "Names become roles; facts that name a person are left out, and so are telephone numbers and addresses.";
        Technical = "technical", "Technical facts, and in all other words what looks like an address, a host, a file or a hash.";
        Damage = "damage", "Facts about what was harmed.";
        Response = "response", "Facts about what was done.";
    }
}

names! {
    /// For whom a package is.
    Audience {
        Insurer = "insurer", "The insurer.";
        Lawyer = "lawyer", "A lawyer.";
        Police = "police", "The police.";
        Forensic = "forensic", "A firm that examines the evidence.";
        Provider = "provider", "Another provider, who takes the case over.";
        Other = "other", "Somebody else.";
    }
}

impl Audience {
    /// The parts that this reader usually needs.
    #[must_use]
    pub fn usual_parts(self) -> BTreeSet<Part> {
        let all = Part::ALL.iter().copied();
        match self {
            Self::Lawyer | Self::Provider => all.collect(),
            Self::Police | Self::Forensic => all.filter(|part| *part != Part::Measures).collect(),
            Self::Insurer | Self::Other => {
                let kept = [Part::Evidence, Part::People, Part::Technical];
                all.filter(|part| !kept.contains(part)).collect()
            }
        }
    }

    /// What this reader usually does not need to know.
    #[must_use]
    pub fn usual_redactions(self) -> BTreeSet<Redaction> {
        match self {
            Self::Insurer => [Redaction::Persons].into(),
            Self::Other => [Redaction::Persons, Redaction::Technical].into(),
            Self::Lawyer | Self::Police | Self::Forensic | Self::Provider => BTreeSet::new(),
        }
    }
}

/// A choice of parts and redactions that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// No part or redaction has this name.
    #[error("there is no {0:?} to choose")]
    Unknown(String),
    /// The files cannot be redacted.
    #[error("files of evidence cannot be redacted: leave them out, or strike nothing out")]
    EvidenceRedacted,
}

/// The parts of a list with commas; everything but the files where it is empty.
///
/// # Errors
/// [`PartError::Unknown`].
pub fn parts_named(list: &str) -> Result<BTreeSet<Part>, PartError> {
    if list.trim().is_empty() {
        return Ok(Part::ALL.iter().copied().filter(|part| *part != Part::Evidence).collect());
    }
    named(list, Part::from_name)
}

/// The redactions of a list with commas.
///
/// # Errors
/// [`PartError::Unknown`].
pub fn redactions_named(list: &str) -> Result<BTreeSet<Redaction>, PartError> {
    named(list, Redaction::from_name)
}

fn named<T: Ord>(list: &str, of: fn(&str) -> Option<T>) -> Result<BTreeSet<T>, PartError> {
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| of(name).ok_or_else(|| PartError::Unknown(name.to_owned())))
        .collect()
}
