//! Finding words that must not go out, however they are written.

mod contacts;
mod names;
mod plain;
mod technical;

use std::{collections::HashMap, ops::Range};

use names::Where;
pub use names::name_key;
use plain::Plain;

/// What is struck out of every text, and what stands there instead.
#[derive(Debug, Clone, Default)]
pub struct Strikes {
    /// By the first letter, the longest first.
    words: HashMap<char, Vec<Word>>,
    contacts: bool,
    technical: bool,
    mark: String,
}

/// A word that is struck.
#[derive(Debug, Clone)]
struct Word {
    letters: Vec<char>,
    instead: String,
    stands: Where,
}

/// Words shorter than this are struck only where no other letter stands beside them.
const WHOLE_WORD: usize = 5;

impl Strikes {
    /// Strikes nothing yet; `mark` stands where something was.
    #[must_use]
    pub fn new(mark: &str) -> Self {
        Self { mark: mark.to_owned(), ..Self::default() }
    }

    /// Whether nothing is struck.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.contacts && !self.technical
    }

    /// Strikes words wherever they stand; with the mark in their place where `instead` is empty.
    pub fn word(&mut self, word: &str, instead: &str) {
        self.add(Plain::words(word), instead, Where::Anywhere);
    }

    /// Strikes what looks like an e-mail address or a telephone number.
    pub const fn contacts(&mut self) {
        self.contacts = true;
    }

    /// Strikes what looks like something technical.
    pub const fn technical(&mut self) {
        self.technical = true;
    }

    /// The text without what is struck.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        if self.is_empty() || text.is_empty() {
            return text.to_owned();
        }
        let plain = Plain::of(text);
        let mark = self.mark.as_str();
        let mut found = self.found_words(&plain);
        if self.contacts {
            found.extend(contacts::contacts(&plain).into_iter().map(|at| (at, mark)));
        }
        if self.technical {
            found.extend(technical::technical(&plain).into_iter().map(|at| (at, mark)));
        }
        found.retain(|(at, _)| !at.is_empty());
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut out = String::with_capacity(text.len());
        let mut written = 0;
        for (at, instead) in self.joined(found) {
            let place = plain.original(&at);
            out.push_str(text.get(written..place.start).unwrap_or_default());
            out.push_str(instead);
            written = place.end;
        }
        out.push_str(&text[written..]);
        out
    }

    /// Pieces that overlap as one: with the mark unless one piece holds all the others.
    fn joined<'a>(&'a self, found: Vec<(Range<usize>, &'a str)>) -> Vec<(Range<usize>, &'a str)> {
        let mut joined: Vec<(Range<usize>, &str)> = Vec::with_capacity(found.len());
        for (at, instead) in found {
            match joined.last_mut() {
                Some((last, said)) if at.start < last.end => {
                    if at.end > last.end {
                        last.end = at.end;
                        if *said != instead {
                            *said = &self.mark;
                        }
                    }
                }
                Some((last, said)) if at.start == last.end && *said == instead => last.end = at.end,
                _ => joined.push((at, instead)),
            }
        }
        joined
    }

    fn found_words(&self, plain: &Plain) -> Vec<(Range<usize>, &str)> {
        let mut found = Vec::new();
        for (at, letter) in plain.words.iter().enumerate() {
            let here = self.words.get(letter).into_iter().flatten().find_map(|word| {
                let end = end_of(&plain.words, at, &word.letters)?;
                word.stands.holds(plain, at, end).then_some((at..end, word.instead.as_str()))
            });
            found.extend(here);
        }
        found
    }

    fn add(&mut self, letters: Vec<char>, instead: &str, stands: Where) {
        let letters: Vec<char> = letters.into_iter().filter(|c| !is_gap(*c)).collect();
        let Some(first) = letters.first().copied() else { return };
        let instead = if instead.is_empty() { self.mark.clone() } else { instead.to_owned() };
        let same = self.words.entry(first).or_default();
        let known = |word: &Word| {
            word.letters == letters && (word.stands == stands || word.stands == Where::Anywhere)
        };
        if !same.iter().any(known) {
            same.push(Word { letters, instead, stands });
            same.sort_by_key(|word| std::cmp::Reverse(word.letters.len()));
        }
    }
}

/// Where `word` ends if it stands at `at`; blanks and dashes between its letters are passed over.
fn end_of(text: &[char], at: usize, word: &[char]) -> Option<usize> {
    let mut here = at;
    for (nth, letter) in word.iter().enumerate() {
        while nth > 0 && text.get(here).is_some_and(|c| is_gap(*c)) {
            here += 1;
        }
        if text.get(here) != Some(letter) {
            return None;
        }
        here += 1;
    }
    let short = word.len() < WHOLE_WORD && word.iter().all(char::is_ascii_alphanumeric);
    let beside = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let inside =
        beside(at.checked_sub(1).and_then(|before| text.get(before))) || beside(text.get(here));
    (!(short && inside)).then_some(here)
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t' | '\n' | '\r' | '-' | '_' | '\u{30FB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_struck_however_it_is_written_and_the_longest_goes_first() {
        let mut strikes = Strikes::new("#");
        strikes.name("Tanabe Ken", "Person 1");
        for text in ["tanabe ken", "TANABE\u{3000}KEN", "\u{FF34}anabeKen", "Tanabe-Ken"] {
            assert_eq!(strikes.apply(text), "Person 1", "{text}");
        }
        assert_eq!(strikes.apply("Mr Tanabe called"), "Mr Person 1 called");
        assert_eq!(strikes.apply("a token taken by Ken"), "a token taken by Person 1");
        strikes.name("Satomura, Yuiko (Kaede Security)", "Person 2");
        assert_eq!(strikes.apply("Satomura of Kaede Security"), "Person 2 of Kaede Security");
    }

    #[test]
    fn addresses_hosts_and_hashes_are_struck_and_plain_words_stay() {
        let mut strikes = Strikes::new("#");
        strikes.technical();
        strikes.contacts();
        let text =
            "10.0.0[.]5 and hxxps://evil.example/x at FS-01, CVE-2024-12345, a@b.jp, 03-1234-5678";
        let left = strikes.apply(text);
        for gone in ["10.0", "evil", "FS-01", "CVE", "a@b", "1234"] {
            assert!(!left.contains(gone), "{left}");
        }
        assert_eq!(
            strikes.apply("We stopped 3 machines at 9:46."),
            "We stopped 3 machines at 9:46."
        );
    }
}
