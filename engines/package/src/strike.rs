//! Finding words that must not go out, however they are written.

use std::collections::HashMap;

use regex::Regex;

/// What is struck out of every text, and what stands there instead.
#[derive(Debug, Clone, Default)]
pub struct Strikes {
    /// By the first letter, the longest first: folded letters, replacement.
    words: HashMap<char, Vec<(Vec<char>, String)>>,
    patterns: Vec<Regex>,
    mark: String,
}

/// Words shorter than this are struck only where no other letter stands beside them.
const WHOLE_WORD: usize = 5;

/// E-mail addresses and telephone numbers.
const CONTACTS: [&str; 2] = [
    r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+",
    r"(?:\+?\d{1,3}[-\s(.]{0,2})?\(?0?\d{1,4}\)?[-\s.\x{2010}-\x{2015}\x{30FC}]\d{2,4}[-\s.\x{2010}-\x{2015}\x{30FC}]\d{3,4}",
];

/// What tells something of devices: addresses, names, paths, hashes, weaknesses. With the brackets
/// that people write so that nobody clicks on them.
const TECHNICAL: [&str; 9] = [
    r"(?i)\b(?:h(?:tt|xx)ps?|ftp|smb)\[?:\]?//[^\s\x{3000}<>\x22]+",
    r"\b\d{1,3}(?:\[?\.\]?\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?\b",
    r"(?i)\b(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\b",
    r"(?i)\b(?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2}\b",
    r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\[?\.\]?)+(?:[a-z]{2,24})\b",
    r"(?i)\b[0-9a-f]{32,128}\b",
    r"(?i)\bCVE-\d{4}-\d{3,}\b",
    r"(?:[A-Za-z]:|\\)\\[^\s\x{3000}<>|]+",
    r"(?i)\b[a-z]{2,}[-_][a-z0-9_-]*\d[a-z0-9_-]*\b",
];

impl Strikes {
    /// Strikes nothing yet; `mark` stands where something was.
    #[must_use]
    pub fn new(mark: &str) -> Self {
        Self { mark: mark.to_owned(), ..Self::default() }
    }

    /// Whether nothing is struck.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.patterns.is_empty()
    }

    /// Strikes a name wherever it stands, and its parts. In its place stands `instead`. What stands
    /// in brackets behind it, a firm or a company, is struck with the name only.
    pub fn name(&mut self, name: &str, instead: &str) {
        self.word(name, instead);
        let person = name.split(['(', '\u{FF08}']).next().unwrap_or_default().trim();
        self.word(person, instead);
        for part in person.split(|c: char| !c.is_alphanumeric()) {
            let letters = part.chars().count();
            let least = if part.is_ascii() { 3 } else { 2 };
            if letters >= least {
                self.word(part, instead);
            }
        }
    }

    /// Strikes words wherever they stand; with the mark in their place where `instead` is empty.
    pub fn word(&mut self, word: &str, instead: &str) {
        let folded: Vec<char> = folded(word).filter(|c| !is_gap(*c)).collect();
        let Some(first) = folded.first().copied() else { return };
        let instead = if instead.is_empty() { self.mark.clone() } else { instead.to_owned() };
        let same = self.words.entry(first).or_default();
        if same.iter().all(|(known, _)| *known != folded) {
            same.push((folded, instead));
            same.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
    }

    /// Strikes what looks like an e-mail address or a telephone number.
    pub fn contacts(&mut self) {
        self.patterns.extend(CONTACTS.iter().filter_map(|text| Regex::new(text).ok()));
    }

    /// Strikes what looks like something technical.
    pub fn technical(&mut self) {
        self.patterns.extend(TECHNICAL.iter().filter_map(|text| Regex::new(text).ok()));
    }

    /// The text without what is struck.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let mut out = text.to_owned();
        for pattern in &self.patterns {
            if pattern.is_match(&out) {
                out = pattern.replace_all(&out, regex::NoExpand(&self.mark)).into_owned();
            }
        }
        self.without_words(&out)
    }

    fn without_words(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let plain: Vec<char> = letters.iter().copied().map(fold).collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while at < letters.len() {
            let found = self
                .words
                .get(&plain[at])
                .into_iter()
                .flatten()
                .find_map(|(word, instead)| end_of(&plain, at, word).map(|end| (end, instead)));
            if let Some((end, instead)) = found {
                out.push_str(instead);
                at = end;
            } else {
                out.push(letters[at]);
                at += 1;
            }
        }
        out
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
    matches!(
        c,
        ' ' | '\u{3000}' | '\u{A0}' | '\t' | '\n' | '\r' | '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{30FB}'
    )
}

/// Wide letters as narrow ones, capitals as small ones; one letter stays one.
fn fold(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(fold)
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
