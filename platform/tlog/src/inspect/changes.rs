//! Naming what was done to rows that do not fit.

use super::{Fault, Finding};
use crate::{Hash, LoggedEntry};

/// A row that does not fit itself or what was published at its place.
pub(super) struct Changed {
    pub seq: u64,
    /// Whether there is a row.
    pub there: bool,
    /// The row, if it can be read.
    pub row: Option<LoggedEntry>,
    /// How the row contradicts itself.
    pub why: Option<&'static str>,
    /// The published hash.
    pub published: Option<Hash>,
    /// The published entry.
    pub bundle: Option<Vec<u8>>,
}

/// One finding for each row. If the rows give the signed root, only those are named that
/// contradict themselves: the published files are wrong about the others.
pub(super) fn name_changes(changed: Vec<Changed>, rows_are_right: bool) -> Vec<Finding> {
    let name = |it: &Changed| {
        let Some(row) = &it.row else {
            let fault = if it.there { Fault::EntryUnreadable } else { Fault::EntryMissing };
            return Some(Finding::new(fault).entry(it.seq));
        };
        if rows_are_right && it.why.is_none() {
            return None;
        }
        if it.published.is_some() && it.published == row.leaf().ok() {
            // What was hashed is as it was; only columns beside it were changed.
            let fault = if row.leaf_hash == hex_of(it.published) {
                Fault::DetailChanged
            } else {
                Fault::EntryChanged
            };
            let note = it.why.unwrap_or_default();
            return Some(Finding::new(fault).entry(it.seq).note(note));
        }
        if let Some(from) = came_from(row, it.seq, &changed) {
            let note = format!("{from} \u{2192} {}", it.seq);
            return Some(Finding::new(Fault::EntryMoved).entry(it.seq).note(note));
        }
        let differences = it.bundle.as_deref().map(|bundle| row.differences(bundle));
        let fault = match it.why {
            Some("the detail was changed" | "a detail was added") => Fault::DetailChanged,
            _ => Fault::EntryChanged,
        };
        let note = differences.filter(|all| !all.is_empty()).map(|all| all.join(", "));
        let note = note.or_else(|| it.why.map(str::to_owned)).unwrap_or_default();
        Some(Finding::new(fault).entry(it.seq).note(note))
    };
    changed.iter().filter_map(name).collect()
}

/// The place among the changed ones to which this row belongs.
fn came_from(row: &LoggedEntry, seq: u64, changed: &[Changed]) -> Option<u64> {
    let others = changed.iter().filter(|other| other.seq != seq);
    others
        .filter(|other| {
            let there = LoggedEntry { seq: other.seq, ..row.clone() };
            other.published.is_some() && there.leaf().ok() == other.published
        })
        .map(|other| other.seq)
        .next()
}

fn hex_of(hash: Option<Hash>) -> String {
    hash.map(hex::encode).unwrap_or_default()
}
