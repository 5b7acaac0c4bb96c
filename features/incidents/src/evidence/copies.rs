//! Copies are exhibits of their own: E-003-C1 is the first copy of E-003.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};

use super::{CustodyKind, NewCustodyEvent, NewExhibit, add::add_rows, add_custody_event};
use crate::model::{evidence, incident};

/// What kind of copy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// Everything on a medium, bit by bit.
    Image,
    /// The same file, to be examined in the place of the original.
    Working,
    /// On paper, a photograph, an extract: not the same bytes.
    Print,
}

impl CopyKind {
    /// All kinds, in the order of choice lists.
    pub const ALL: [Self; 3] = [Self::Image, Self::Working, Self::Print];

    /// The name in the database and in keys of words (`custody-copy-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Working => "working",
            Self::Print => "print",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Of what something is a copy.
#[derive(Debug, Clone)]
pub struct CopyOf {
    /// The exhibit that was copied.
    pub source: evidence::Model,
    /// Which kind of copy.
    pub kind: CopyKind,
    /// The SHA-256 that the tool showed when it read the source; empty if it showed none.
    pub claimed_sha256: String,
}

/// Whether a copy is what its source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// It has the hash of its source, or the one that the tool showed.
    Same,
    /// It should have that hash and has not.
    Differs,
    /// There is nothing to compare it with: a print, or a medium of which nobody noted a hash.
    Unknown,
}

impl Sameness {
    /// The name in keys of words (`custody-same-…`) and in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Unknown => "unknown",
        }
    }
}

/// Compares a copy with its source.
#[must_use]
pub fn sameness(copy: &evidence::Model, source: &evidence::Model) -> Sameness {
    let comparable = CopyKind::from_name(&copy.copy_kind) != Some(CopyKind::Print);
    let expected = [&copy.claimed_sha256, &source.sha256];
    let expected: Vec<_> = expected.into_iter().filter(|hash| !hash.is_empty()).collect();
    if !comparable || copy.sha256.is_empty() || expected.is_empty() {
        return Sameness::Unknown;
    }
    match expected.into_iter().all(|hash| hash.eq_ignore_ascii_case(&copy.sha256)) {
        true => Sameness::Same,
        false => Sameness::Differs,
    }
}

/// Adds copies as exhibits ([`super::add_exhibits`]), and writes into the chain of the source that
/// they were made. Returns whether they are new.
///
/// # Errors
/// A problem of the database.
pub async fn add_copies(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (copy, new): (&CopyOf, &[NewExhibit]),
) -> Result<bool, Problem> {
    let added = add_rows(tx, platform, scope, incident, (new, Some(copy))).await?;
    let Some(rows) = added else { return Ok(false) };
    for (row, new) in rows.iter().zip(new) {
        let event = NewCustodyEvent {
            moment: new.collected,
            person: row.collected_by.clone(),
            tool: row.tool.clone(),
            note: row.number.clone(),
            ..NewCustodyEvent::now(platform, CustodyKind::Copied)
        };
        add_custody_event(tx, platform, scope, &copy.source, event).await?;
    }
    Ok(true)
}

/// What numbers are sorted by, so that copies follow their source and E-003-C10 follows E-003-C9.
#[must_use]
pub fn number_key(number: &str) -> Vec<u32> {
    number.split('-').filter_map(|part| part.trim_start_matches('C').parse().ok()).collect()
}

/// The number of the next original (E-004), or of the next copy of `source` (E-003-C2).
pub(super) fn next_number(known: &[evidence::Model], source: Option<&evidence::Model>) -> String {
    let siblings = known.iter().filter(|row| row.source_id == source.map(|source| source.id));
    let start = source.map_or_else(|| "E-".to_owned(), |source| format!("{}-C", source.number));
    let last =
        siblings.filter_map(|row| row.number.strip_prefix(&start)?.parse::<u32>().ok()).max();
    let next = last.unwrap_or(0) + 1;
    if source.is_some() { format!("{start}{next}") } else { format!("{start}{next:03}") }
}
