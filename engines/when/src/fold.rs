//! A line in folded form (width, case, white space) that still knows where each letter stood.

use hikeshi_kernel::fold_width;

/// The letters by which times are recognised, beside their place in the typed text.
#[derive(Debug)]
pub(crate) struct Folded {
    /// Folded letters: half-width, lower case, one blank for any white space.
    pub chars: Vec<char>,
    /// Byte offset in the typed text of the letter that each folded one came from.
    starts: Vec<usize>,
    /// Byte offset at which the folded part of the typed text ends.
    end: usize,
}

impl Folded {
    /// Folds at most the first `max` letters of `text`.
    pub fn new(text: &str, max: usize) -> Self {
        let mut folded = Self { chars: Vec::new(), starts: Vec::new(), end: 0 };
        let mut letters = text.char_indices().take(max).peekable();
        while let Some((at, letter)) = letters.next() {
            let mut cluster = String::from(letter);
            folded.end = at + letter.len_utf8();
            while let Some((at, mark)) = letters.next_if(|&(_, next)| is_voicing_mark(next)) {
                cluster.push(mark);
                folded.end = at + mark.len_utf8();
            }
            folded.push(&cluster, at);
        }
        folded
    }

    /// Byte offset in the typed text of folded letter `index` (or the end of the folded part).
    pub fn typed_offset(&self, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or(self.end)
    }

    fn push(&mut self, cluster: &str, at: usize) {
        for letter in fold_width(cluster).chars().flat_map(char::to_lowercase) {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if letter == ' ' && self.chars.last() == Some(&' ') {
                continue;
            }
            self.chars.push(letter);
            self.starts.push(at);
        }
    }
}

/// The marks that some systems write after a kana instead of one joined letter.
fn is_voicing_mark(letter: char) -> bool {
    matches!(letter, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}')
}
