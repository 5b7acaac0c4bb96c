//! The words of lists as people write them, from the text files in `data/`.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use crate::{Field, Kind, value::folded};

/// `name = word | word`, by line; what begins with `#` is a note.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (name, words) = line.split_once(" = ")?;
        Some((name.trim(), words.split('|').map(folded).filter(|word| !word.is_empty()).collect()))
    })
}

/// How much a word says, by the sign after the name in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// What lists use.
    Usual,
    /// `?`: gives way to every other word.
    Weak,
    /// `!`: a word of our own export.
    Ours,
}

/// A word and what it means.
struct Word<T> {
    text: String,
    means: T,
    how: How,
}

/// The words of a file, the longest first: "os version" before "os".
fn words_of<T: Copy>(text: &'static str, of: impl Fn(&str) -> Option<T>) -> Vec<Word<T>> {
    let mut all = Vec::new();
    for (name, words) in lines(text) {
        let how = match name.chars().last() {
            Some('?') => How::Weak,
            Some('!') => How::Ours,
            _ => How::Usual,
        };
        let Some(means) = of(name.trim_end_matches(['?', '!'])) else { continue };
        all.extend(words.into_iter().map(|text| Word { text, means, how }));
    }
    all.sort_by_key(|word| std::cmp::Reverse(word.text.chars().count()));
    all
}

static HEADINGS: LazyLock<Vec<Word<Field>>> = LazyLock::new(|| {
    let mut all = words_of(include_str!("../data/headings.txt"), Field::of_column);
    let own = Field::ALL.iter().map(|field| (folded(field.name()), *field));
    all.extend(own.map(|(text, means)| Word { text, means, how: How::Usual }));
    all.sort_by_key(|word| std::cmp::Reverse(word.text.chars().count()));
    all
});

/// The headings of lists by their text: whole tables are looked through for them.
static EXACT: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let mut exact = HashMap::new();
    for one in HEADINGS.iter().filter(|one| one.how != How::Ours) {
        exact.entry(one.text.as_str()).or_insert(one.means);
    }
    exact
});

static KINDS: LazyLock<Vec<Word<Kind>>> =
    LazyLock::new(|| words_of(include_str!("../data/kinds.txt"), Kind::from_name));

static WORDS: LazyLock<BTreeMap<&'static str, Vec<String>>> =
    LazyLock::new(|| lines(include_str!("../data/words.txt")).collect());

/// Whether a folded word is in the list of that name.
fn is_in(list: &str, word: &str) -> bool {
    WORDS.get(list).is_some_and(|words| words.iter().any(|one| one == word))
}

/// The field whose headings a folded heading is exactly.
pub(crate) fn heading(word: &str) -> Option<Field> {
    EXACT.get(word).copied()
}

/// The same for a heading of our own export.
pub(crate) fn heading_of_ours(word: &str) -> Option<Field> {
    let mut ours = HEADINGS.iter().filter(|one| one.how == How::Ours);
    ours.find(|one| one.text == word).map(|one| one.means)
}

/// Whether a folded heading gives way to every other of its field.
pub(crate) fn is_weak_heading(word: &str) -> bool {
    HEADINGS.iter().any(|one| one.how == How::Weak && one.text == word)
}

/// The field of the longest heading that stands within a folded heading. A column that may hold secrets
/// is taken for one, whatever else its heading names.
pub(crate) fn heading_within(word: &str) -> Option<Field> {
    let long = |one: &str| one.chars().count() >= 2 && !(one.is_ascii() && one.len() < 4);
    let stands = |one: &str| long(one) && word.contains(one) || one == "key" && word.ends_with(one);
    let found = |secret: bool| {
        let mut own = HEADINGS.iter().filter(|one| {
            one.how == How::Usual && one.means.is_secret() == secret && one.means != Field::Number
        });
        own.find(|one| stands(&one.text)).map(|one| one.means)
    };
    found(true).or_else(|| found(false))
}

/// The kind that a word names exactly.
pub(crate) fn kind_of(word: &str) -> Option<Kind> {
    let word = folded(word);
    // Our own words come before longer ones that stand within them.
    let ours = KINDS.iter().find(|one| one.how == How::Ours && one.text == word);
    let exact = ours.or_else(|| KINDS.iter().find(|one| one.text == word)).map(|one| one.means);
    exact.or_else(|| kind_within(&word))
}

/// Whether a word is what our own export calls a kind, and says nothing more.
pub(crate) fn is_our_kind(word: &str) -> bool {
    let folded = folded(word);
    Kind::from_name(word).is_some()
        || KINDS.iter().any(|one| one.how == How::Ours && one.text == folded)
}

/// The kind of the longest word that stands within a text.
pub(crate) fn kind_within(text: &str) -> Option<Kind> {
    let text = folded(text);
    let long = |word: &str| word.chars().count() >= 3 || !word.is_ascii();
    let mut usual = KINDS.iter().filter(|one| one.how == How::Usual);
    usual.find(|one| long(&one.text) && text.contains(one.text.as_str())).map(|one| one.means)
}

/// Whether a folded text says that nothing is known.
pub(crate) fn is_nothing(word: &str) -> bool {
    is_in("nothing", word)
}

/// What a folded word says: yes, no, or neither.
pub(crate) fn yes_or_no(word: &str) -> Option<bool> {
    if is_in("yes", word) {
        return Some(true);
    }
    is_in("no", word).then_some(false)
}

/// The state that a folded word names: `in-use`, `stored`, `retired`.
pub(crate) fn state_of(word: &str) -> Option<&'static str> {
    ["in-use", "stored", "retired"].into_iter().find(|state| is_in(state, word))
}

/// Whether a folded word says that something has no end.
pub(crate) fn is_endless(word: &str) -> bool {
    is_in("endless", word)
}

/// Whether the first word of a row says that it is a sum.
pub(crate) fn is_sum(word: &str) -> bool {
    is_in("sum", word)
}

/// The first year of an era, by its folded name or letter.
pub(crate) fn era(word: &str) -> Option<i16> {
    let word = folded(word);
    let found =
        WORDS.iter().find(|(name, words)| name.starts_with("era-") && words.contains(&word));
    found.and_then(|(name, _)| name.strip_prefix("era-")?.parse().ok())
}

/// The word for the first year of an era.
pub(crate) fn is_first_year(word: &str) -> bool {
    is_in("first-year", word)
}
