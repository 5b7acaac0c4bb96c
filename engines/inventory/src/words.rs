//! The words of lists as people write them, from the text files in `data/`.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{Field, Kind, value::folded};

/// `name = word | word`, by line; what begins with `#` is a note.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (name, words) = line.split_once(" = ")?;
        Some((name.trim(), words.split('|').map(folded).filter(|word| !word.is_empty()).collect()))
    })
}

static HEADINGS: LazyLock<Vec<(String, Field)>> = LazyLock::new(|| {
    let named = lines(include_str!("../data/headings.txt"))
        .filter_map(|(name, words)| Some((Field::from_name(name)?, words)));
    let own = Field::ALL.iter().map(|field| (*field, vec![folded(field.name())]));
    let all =
        named.chain(own).flat_map(|(field, words)| words.into_iter().map(move |w| (w, field)));
    let mut all: Vec<_> = all.collect();
    // The longest first: "os version" before "os".
    all.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    all
});

static KINDS: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let named = lines(include_str!("../data/kinds.txt"))
        .filter_map(|(name, words)| Some((Kind::from_name(name)?, words)));
    let mut all: Vec<_> =
        named.flat_map(|(kind, words)| words.into_iter().map(move |word| (word, kind))).collect();
    all.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    all
});

static WORDS: LazyLock<BTreeMap<&'static str, Vec<String>>> =
    LazyLock::new(|| lines(include_str!("../data/words.txt")).collect());

/// Whether a folded word is in the list of that name.
fn is_in(list: &str, word: &str) -> bool {
    WORDS.get(list).is_some_and(|words| words.iter().any(|one| one == word))
}

/// The field whose headings a folded heading is exactly.
pub(crate) fn heading(word: &str) -> Option<Field> {
    HEADINGS.iter().find(|(one, _)| one == word).map(|(_, field)| *field)
}

/// The field of the longest heading that stands within a folded heading. A column that may hold secrets
/// is taken for one, whatever else its heading names.
pub(crate) fn heading_within(word: &str) -> Option<Field> {
    let long = |one: &str| one.chars().count() >= 2 && !(one.is_ascii() && one.len() < 4);
    let stands = |one: &str| long(one) && word.contains(one) || one == "key" && word.ends_with(one);
    let found = |secret: bool| {
        let mut own = HEADINGS.iter().filter(|(_, field)| field.is_secret() == secret);
        own.find(|(one, _)| stands(one)).map(|(_, field)| *field)
    };
    found(true).or_else(|| found(false))
}

/// The kind that a word names exactly.
pub(crate) fn kind_of(word: &str) -> Option<Kind> {
    let word = folded(word);
    let exact = KINDS.iter().find(|(one, _)| *one == word).map(|(_, kind)| *kind);
    exact.or_else(|| kind_within(&word))
}

/// The kind of the longest word that stands within a text.
pub(crate) fn kind_within(text: &str) -> Option<Kind> {
    let text = folded(text);
    let long = |word: &str| word.chars().count() >= 3 || !word.is_ascii();
    KINDS.iter().find(|(one, _)| long(one) && text.contains(one.as_str())).map(|(_, kind)| *kind)
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
