//! The differences between two texts, in words.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::segment::phrases;

/// More lines or phrases than this are shown as replaced wholly: marking single words in so large
/// a change helps nobody and costs time that grows with its square.
pub(crate) const MOST_PIECES: usize = 4000;

/// A stretch of text in a comparison. The same and the removed ones together are the old text,
/// the same and the added ones the new text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "text", rename_all = "kebab-case")]
pub enum Segment {
    /// In both texts.
    Same(String),
    /// Only in the old text.
    Removed(String),
    /// Only in the new text.
    Added(String),
}

/// Compares two texts, line by line and then phrase by phrase in the lines that changed.
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Segment> {
    let mut out = Segments::default();
    let (old_text, new_text) = (old, new);
    let (old, new) = (lines(old), lines(new));
    if old.len().max(new.len()) > MOST_PIECES && old_text != new_text {
        out.removed(old_text);
        out.added(new_text);
        return out.0;
    }
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => out.same(&old),
            _ => in_phrases(&old, &new, &mut out),
        }
    }
    out.0
}

fn in_phrases(old: &str, new: &str, out: &mut Segments) {
    let (before, after) = (phrases(old), phrases(new));
    if before.len().max(after.len()) > MOST_PIECES {
        out.removed(old);
        out.added(new);
        return;
    }
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if let DiffOp::Equal { .. } = op {
            out.same(&before[op.old_range()].concat());
        } else {
            out.removed(&before[op.old_range()].concat());
            out.added(&after[op.new_range()].concat());
        }
    }
}

/// The lines with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Segments, with neighbours of one kind joined and empty ones left out.
#[derive(Default)]
struct Segments(Vec<Segment>);

impl Segments {
    fn same(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Segment::Same(last)) => last.push_str(text),
            _ => self.push(text, Segment::Same),
        }
    }

    fn removed(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Segment::Removed(last)) => last.push_str(text),
            _ => self.push(text, Segment::Removed),
        }
    }

    fn added(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Segment::Added(last)) => last.push_str(text),
            _ => self.push(text, Segment::Added),
        }
    }

    fn push(&mut self, text: &str, kind: impl Fn(String) -> Segment) {
        if !text.is_empty() {
            self.0.push(kind(text.to_owned()));
        }
    }
}
