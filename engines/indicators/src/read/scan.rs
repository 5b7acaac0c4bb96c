//! One pass over a text: what is recognised is taken out, so that nothing is found twice.

use regex::Regex;

use super::{
    PassedOver, Unread,
    fold::{AT, DOT, SCHEME, STOP},
};
use crate::Kind;

/// A trace at a place.
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) value: String,
    pub(super) defanged: bool,
    pub(super) line: usize,
    pub(super) at: usize,
}

/// What a piece of text turns out to be.
pub(super) enum Is {
    /// A trace. The text may be longer than what was recognised: so many bytes of it are taken.
    Trace(Kind, String, usize),
    /// No trace, although it looks like one; it is taken out too.
    None(Unread),
    /// Something else, for others to look at.
    Other,
}

/// A piece of the text with what stands before it.
pub(super) struct Piece<'a> {
    /// The text before it in the same line.
    pub(super) before: &'a str,
    /// The piece, with the signs for what was made harmless.
    pub(super) text: &'a str,
    /// The text after it in the same line.
    pub(super) after: &'a str,
}

/// The text, and what was found in it.
pub(super) struct Scan {
    text: String,
    lines: Vec<usize>,
    hits: Vec<Hit>,
    passed_over: Vec<PassedOver>,
}

impl Scan {
    pub(super) fn new(text: String) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { text, lines, hits: Vec::new(), passed_over: Vec::new() }
    }

    pub(super) fn done(self) -> (Vec<Hit>, Vec<PassedOver>) {
        (self.hits, self.passed_over)
    }

    /// Looks at every match of `pattern` (its group `v`, if it has one), takes out what `is`
    /// recognises.
    pub(super) fn each(&mut self, pattern: &Regex, is: impl Fn(&Piece<'_>) -> Is) {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut from = 0;
        while let Some(found) = pattern.captures_at(&self.text, from) {
            let Some(whole) = found.get(0) else { break };
            let piece = found.name("v").unwrap_or(whole);
            let (start, end) = (piece.start(), piece.end());
            let mut next = whole.end();
            match is(&self.piece(start, end)) {
                Is::Trace(kind, value, length) => {
                    let end = start + length.min(piece.len());
                    let defanged = piece.as_str().contains([DOT, AT, SCHEME]);
                    let line = self.line(start);
                    self.hits.push(Hit { kind, value, defanged, line, at: start });
                    taken.push((start, end));
                    next = end;
                }
                Is::None(reason) => {
                    let text = plain(piece.as_str());
                    self.passed_over.push(PassedOver { line: self.line(start), text, reason });
                    taken.push((start, end));
                }
                Is::Other => {}
            }
            // Never the same place twice.
            from = next.max(from + 1).max(start + 1);
            while !self.text.is_char_boundary(from) && from < self.text.len() {
                from += 1;
            }
            if from > self.text.len() {
                break;
            }
        }
        self.take(&taken);
    }

    fn piece(&self, start: usize, end: usize) -> Piece<'_> {
        // Some words on either side are enough to tell what a piece is.
        let mut first = start.saturating_sub(120);
        while !self.text.is_char_boundary(first) {
            first += 1;
        }
        let mut last = (end + 60).min(self.text.len());
        while !self.text.is_char_boundary(last) {
            last -= 1;
        }
        let before = &self.text[first..start];
        let after = &self.text[end..last];
        Piece {
            before: before.rsplit('\n').next().unwrap_or_default(),
            text: &self.text[start..end],
            after: after.split('\n').next().unwrap_or_default(),
        }
    }

    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|end| *end < at) + 1
    }

    /// Puts signs that belong to nothing where something was taken out; places stay as they were.
    fn take(&mut self, taken: &[(usize, usize)]) {
        let mut left = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end) in taken {
            let start = (*start).max(from);
            if start >= *end {
                continue;
            }
            left.push_str(&self.text[from..start]);
            left.extend(std::iter::repeat_n('\0', end - start));
            from = *end;
        }
        left.push_str(&self.text[from..]);
        self.text = left;
    }
}

/// A piece as it is written when it is not harmless.
pub(super) fn plain(piece: &str) -> String {
    piece.replace([DOT, STOP], ".").replace(AT, "@").replace(SCHEME, "")
}
