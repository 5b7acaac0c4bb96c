//! A text as it is compared: widths, cases, dashes and voiced marks alike, and for each letter the
//! place of the original that it was made from.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use unicode_normalization::{
    UnicodeNormalization as _,
    char::{canonical_combining_class, compose},
};

/// Characters that are written for one another in names, one group a line, the usual one first.
const VARIANTS: &str = include_str!("../../data/kanji-variants.txt");
const AGAIN: char = '\u{3005}';
const LONG: char = '\u{30FC}';

static USUAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = VARIANTS.lines().filter(|line| !line.starts_with('#'));
    let groups = lines.filter_map(|line| {
        let mut all = line.chars().filter(|c| !c.is_whitespace());
        all.next().map(|usual| (usual, all))
    });
    groups.flat_map(|(usual, others)| others.map(move |other| (other, usual))).collect()
});

/// The text, letter by letter.
#[derive(Default)]
pub(super) struct Plain {
    /// Narrow small letters, for patterns.
    pub text: String,
    /// The same letters; the byte of `text` where each begins.
    letters: Vec<(char, usize)>,
    /// The same letters with usual characters and hiragana, for names.
    pub words: Vec<char>,
    /// Where each letter stands in the original.
    places: Vec<Range<usize>>,
}

impl Plain {
    pub(super) fn of(original: &str) -> Self {
        let mut plain = Self::default();
        for (at, c) in original.char_indices() {
            let place = at..at + c.len_utf8();
            if is_unseen(c) {
                // It goes out with the letter before it.
                if let Some(last) = plain.places.last_mut() {
                    last.end = place.end;
                }
            } else if c.is_ascii() {
                plain.push(c.to_ascii_lowercase(), place);
            } else {
                for narrow in std::iter::once(c).nfkc() {
                    plain.add(narrow, &place);
                }
            }
        }
        plain
    }

    /// The letters for names alone.
    pub(super) fn words(text: &str) -> Vec<char> {
        Self::of(text).words
    }

    /// The letter at a place of the list.
    pub(super) fn letter(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|(c, _)| *c)
    }

    /// Places of the list for a range of bytes of `text`.
    pub(super) fn letters_of(&self, bytes: Range<usize>) -> Range<usize> {
        let nth = |byte: usize| self.letters.partition_point(|(_, at)| *at < byte);
        nth(bytes.start)..nth(bytes.end)
    }

    /// The bytes of the original for places of the list.
    pub(super) fn original(&self, letters: &Range<usize>) -> Range<usize> {
        let start = self.places.get(letters.start).map_or(0, |place| place.start);
        let last = letters.end.saturating_sub(1);
        let end = self.places.get(last).map_or(start, |place| place.end);
        start..end
    }

    fn add(&mut self, c: char, place: &Range<usize>) {
        if canonical_combining_class(c) != 0
            && let Some(&(last, byte)) = self.letters.last()
            && let Some(whole) = compose(last, c)
        {
            self.letters.pop();
            self.words.pop();
            self.text.truncate(byte);
            let begun = self.places.pop().map_or(place.start, |place| place.start);
            self.push(whole, begun..place.end);
            return;
        }
        let after_ascii = self.letters.last().is_some_and(|(c, _)| c.is_ascii_alphanumeric());
        let c = if is_dash(c) || c == LONG && after_ascii { '-' } else { c };
        for small in c.to_lowercase() {
            self.push(small, place.clone());
        }
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        let kana = match c {
            '\u{30A1}'..='\u{30F6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            other => other,
        };
        let word = match kana {
            AGAIN => self.words.last().copied().unwrap_or(AGAIN),
            kana => USUAL.get(&kana).copied().unwrap_or(kana),
        };
        self.letters.push((c, self.text.len()));
        self.text.push(c);
        self.words.push(word);
        self.places.push(place);
    }
}

/// A Chinese character.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | AGAIN)
}

/// The kind of a kana letter; `None` for others.
pub(super) const fn kana_kind(c: char) -> Option<u8> {
    match c {
        '\u{3041}'..='\u{3096}' => Some(0),
        '\u{30A1}'..='\u{30FC}' => Some(1),
        _ => None,
    }
}

const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{FE63}'
                | '\u{2500}'
                | '\u{301C}'
                | '\u{FF5E}'
    )
}

/// Marks without a form of their own, and those that choose a form of the letter before.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}
