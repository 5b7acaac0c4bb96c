//! Free edits that survive later changes of the facts.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::differences::MOST_PIECES;

/// An item's text after the facts changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The text to show and to go on with. With a conflict it is the person's own text.
    pub text: String,
    /// What became of the edit.
    pub state: MergeState,
}

/// What became of a person's edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MergeState {
    /// Nobody edited: the text follows the facts.
    Untouched,
    /// The edit is in the text, and so is every new line that the facts brought elsewhere.
    Kept,
    /// The facts changed the very lines that the person edited. Both are here; a person decides.
    Conflict {
        /// As the person wrote it.
        ours: String,
        /// As the facts now say it.
        theirs: String,
    },
}

/// Carries an edit over to a new draft. `base` is the generated text that was edited, `edited` what
/// the person made of it, `new` the text as the facts now generate it.
///
/// Edits and new facts in different lines are both taken; in the same or in touching lines they
/// are a conflict, and nothing is overwritten. So are changes of a text of thousands of lines.
/// A change that both made alike is made once.
#[must_use]
pub fn merge(base: &str, edited: &str, new: &str) -> Merged {
    if edited == base || edited == new {
        return Merged { text: new.to_owned(), state: MergeState::Untouched };
    }
    if new == base {
        return Merged { text: edited.to_owned(), state: MergeState::Kept };
    }
    let conflict = || {
        let state = MergeState::Conflict { ours: edited.to_owned(), theirs: new.to_owned() };
        Merged { text: edited.to_owned(), state }
    };
    let lines = |text: &str| text.split('\n').count();
    if lines(base).max(lines(edited)).max(lines(new)) > MOST_PIECES {
        return conflict();
    }
    let base: Vec<&str> = base.split('\n').collect();
    let (ours, mut theirs) = (changes(&base, edited), changes(&base, new));
    theirs.retain(|their| !ours.contains(their));
    if ours.iter().any(|our| theirs.iter().any(|their| our.touches(their))) {
        return conflict();
    }
    let mut all: Vec<Change<'_>> = ours.into_iter().chain(theirs).collect();
    all.sort_by_key(|change| change.at.start);
    let (mut lines, mut from) = (Vec::new(), 0);
    for change in all {
        lines.extend_from_slice(&base[from..change.at.start]);
        lines.extend(change.lines);
        from = change.at.end;
    }
    lines.extend_from_slice(&base[from..]);
    Merged { text: lines.join("\n"), state: MergeState::Kept }
}

/// Lines of the base that became other lines.
#[derive(PartialEq, Eq)]
struct Change<'a> {
    at: Range<usize>,
    lines: Vec<&'a str>,
}

impl Change<'_> {
    /// Whether two changes are so near that their order or sense would be a guess.
    fn touches(&self, other: &Change<'_>) -> bool {
        self.at.start <= other.at.end && other.at.start <= self.at.end
    }
}

fn changes<'a>(base: &[&str], text: &'a str) -> Vec<Change<'a>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let ops = capture_diff_slices(Algorithm::Myers, base, &lines);
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| Change { at: op.old_range(), lines: lines[op.new_range()].to_vec() }).collect()
}
