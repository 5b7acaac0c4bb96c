//! How the name of a person may be written: its parts, other readings, a letter before a title.

use std::sync::LazyLock;

use super::{
    Strikes,
    plain::{Plain, is_han, kana_kind},
};

/// What stands before or after a name, a line each.
const TITLES: &str = include_str!("../../data/titles.txt");
/// Family names with their readings: characters, kana, Latin letters.
const FAMILY_NAMES: &str = include_str!("../../data/family-names.txt");

static TITLE_WORDS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| lines(TITLES).map(Plain::words).collect());
static FAMILIES: LazyLock<Vec<Vec<Vec<char>>>> = LazyLock::new(|| {
    lines(FAMILY_NAMES).map(|line| line.split(' ').map(Plain::words).collect()).collect()
});

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Where a word counts as the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// Wherever it stands.
    Anywhere,
    /// Beside a title, or with no other Chinese character beside it.
    Alone,
    /// Beside a title, or where a run of such kana begins.
    Run,
    /// Before a title.
    Titled,
}

impl Where {
    /// Whether a word from `at` to `end` counts.
    pub(super) fn holds(self, plain: &Plain, at: usize, end: usize) -> bool {
        let titled = || title_after(plain, end);
        match self {
            Self::Anywhere => true,
            Self::Titled => titled(),
            Self::Alone => {
                let han = |c: Option<char>| c.is_some_and(is_han);
                let before = at.checked_sub(1).and_then(|at| plain.letter(at));
                let single = !han(before) && !han(plain.letter(end));
                single || titled() || title_before(plain, at)
            }
            Self::Run => {
                let kind = |at: usize| plain.letter(at).and_then(kana_kind);
                let before = at.checked_sub(1).and_then(kind);
                titled() || title_before(plain, at) || before.is_none() || before != kind(at)
            }
        }
    }
}

impl Strikes {
    /// Strikes a name wherever it stands, and its parts. In its place stands `instead`. What stands
    /// in brackets behind it, a firm or a company, is struck with the name only.
    pub fn name(&mut self, name: &str, instead: &str) {
        if TITLE_WORDS.contains(&Plain::words(name.trim())) {
            return;
        }
        let person = bare_name(name);
        for whole in [name, person] {
            if Plain::words(whole.trim()).len() > 1 {
                self.word(whole, instead);
            }
        }
        let parts: Vec<&str> =
            person.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        for part in &parts {
            let letters: Vec<char> = Plain::words(part);
            match letters.len() {
                1 if letters.iter().copied().all(is_han) => {
                    self.add(letters.clone(), instead, Where::Alone);
                }
                1 => {}
                2 if part.is_ascii() => {}
                _ => self.word(part, instead),
            }
            self.readings(&letters, instead);
        }
        if let [whole] = parts.as_slice() {
            self.beginnings(&Plain::words(whole), instead);
        }
    }

    /// Strikes the name of an organisation that is called after a person on the case.
    pub fn organisation(&mut self, organisation: &str, person: &str) {
        let words = Plain::words(organisation);
        let person = Plain::words(bare_name(person));
        let family: Vec<char> =
            person.iter().copied().take_while(|c| c.is_alphanumeric()).collect();
        let mut short = words.as_slice();
        for title in TITLE_WORDS.iter() {
            short = short.strip_prefix(title.as_slice()).unwrap_or(short);
            short = short.strip_suffix(title.as_slice()).unwrap_or(short);
        }
        // Without a blank nobody says where the family name ends.
        let first = family.first().copied().filter(|c| family.len() == person.len() && is_han(*c));
        let called = !family.is_empty() && words.windows(family.len()).any(|part| part == family);
        if !called && (first.is_none() || short.first().copied() != first) {
            return;
        }
        let short: String = short.iter().collect();
        self.word(organisation, "");
        self.word(&short, "");
    }

    /// A name without a blank: where the family name ends, nobody says.
    fn beginnings(&mut self, whole: &[char], instead: &str) {
        if !(3..=6).contains(&whole.len()) || !whole.iter().copied().all(is_han) {
            return;
        }
        self.add(whole[..1].to_vec(), instead, Where::Titled);
        for letters in 2..=3 {
            if letters < whole.len() {
                self.add(whole[..letters].to_vec(), instead, Where::Anywhere);
                self.readings(&whole[..letters], instead);
            }
        }
        self.readings(&whole[..1], instead);
    }

    /// The same family name in other letters.
    fn readings(&mut self, part: &[char], instead: &str) {
        for family in FAMILIES.iter().filter(|family| family.iter().any(|form| form == part)) {
            for form in family.iter().filter(|form| form.as_slice() != part) {
                let stands = match (form.iter().all(char::is_ascii), form.len()) {
                    (false, 1) => Where::Alone,
                    (false, 2) if form.iter().any(|c| kana_kind(*c).is_some()) => Where::Titled,
                    (false, _) if form.iter().any(|c| kana_kind(*c).is_some()) => Where::Run,
                    _ => Where::Anywhere,
                };
                self.add(form.clone(), instead, stands);
            }
        }
    }
}

/// What is the same for one person however the name is written: width, blanks and characters that
/// are written for one another do not count, nor what stands in brackets behind it.
#[must_use]
pub fn name_key(name: &str) -> String {
    let key = |text: &str| Plain::words(text).into_iter().filter(|c| c.is_alphanumeric()).collect();
    let bare: String = key(bare_name(name));
    if bare.is_empty() { key(name) } else { bare }
}

/// The name without what stands in brackets behind it.
fn bare_name(name: &str) -> &str {
    name.split(['(', '\u{FF08}']).next().unwrap_or_default().trim()
}

fn title_after(plain: &Plain, end: usize) -> bool {
    let rest = plain.words.get(end..).unwrap_or_default();
    let rest = rest.strip_prefix(&[' ']).unwrap_or(rest);
    TITLE_WORDS.iter().any(|title| rest.starts_with(title))
}

fn title_before(plain: &Plain, at: usize) -> bool {
    let before = &plain.words[..at];
    let before = before.strip_suffix(&[' ']).unwrap_or(before);
    TITLE_WORDS.iter().any(|title| before.ends_with(title))
}
