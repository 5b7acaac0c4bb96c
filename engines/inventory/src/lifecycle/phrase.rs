//! Words of products within the values of a thing.

use hikeshi_kernel::fold_width;
use serde::Deserialize;

use crate::{Field, Values};

/// Words that may stand between the name of a product and its version.
const FILLERS: [&str; 22] = [
    "version",
    "ver",
    "v",
    "release",
    "gnu",
    "linux",
    "pro",
    "home",
    "server",
    "lts",
    "core",
    "standard",
    "enterprise",
    "os",
    "professional",
    "plus",
    "for",
    "education",
    "x",
    "microsoft",
    "edition",
    "business",
];

/// Words that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Phrase {
    words: Vec<String>,
    /// A short number, or one with dots, counts only where a version stands: a "7" is everywhere.
    is_bare_number: bool,
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        let words = words_of(&text);
        let numbers = words.iter().all(|word| word.chars().all(|c| c.is_ascii_digit()));
        let is_bare_number = numbers && (words.len() > 1 || words.iter().all(|w| w.len() <= 3));
        Self { words, is_bare_number }
    }
}

impl Phrase {
    /// How many letters it has: the longer, the more it says.
    pub(super) fn len(&self) -> usize {
        self.words.iter().map(String::len).sum()
    }
}

/// The values of a thing as words.
pub(super) struct Words(Vec<(Field, Vec<String>)>);

impl Words {
    pub(super) fn of(values: &Values) -> Self {
        let fields =
            [Field::Name, Field::Maker, Field::Model, Field::Os, Field::OsVersion, Field::Version];
        let words =
            |field: Field| (field, values.get(&field).map(|v| words_of(v)).unwrap_or_default());
        Self(fields.into_iter().map(words).collect())
    }

    fn all<'a>(&'a self, fields: &'a [Field]) -> impl Iterator<Item = &'a Vec<String>> {
        let named = |one: &&(Field, Vec<String>)| fields.contains(&one.0);
        self.0.iter().filter(named).map(|(_, words)| words)
    }

    /// Whether a phrase stands in one of the values.
    pub(super) fn hold(&self, fields: &[Field], phrase: &Phrase) -> bool {
        self.all(fields).any(|words| find(words, &phrase.words).next().is_some())
    }

    /// Whether a phrase stands there as a version: anywhere for words that can be nothing else, a
    /// bare number only at the beginning of a version or behind the name of the product.
    pub(super) fn hold_version(&self, fields: &[Field], names: &[Phrase], phrase: &Phrase) -> bool {
        let versions = [Field::OsVersion, Field::Version];
        let own = |field: &Field| versions.contains(field);
        if !phrase.is_bare_number {
            return self.hold(fields, phrase)
                || fields.iter().any(own) && self.hold(&versions, phrase);
        }
        let of_version: Vec<Field> = fields.iter().copied().filter(own).collect();
        self.all(&of_version).any(|words| words.starts_with(&phrase.words))
            || self.all(fields).any(|words| {
                names.iter().any(|name| {
                    find(words, &name.words).any(|at| {
                        let rest = &words[at + name.words.len()..];
                        let rest = rest.iter().skip_while(|word| FILLERS.contains(&word.as_str()));
                        rest.take(phrase.words.len()).eq(phrase.words.iter())
                    })
                })
            })
    }
}

/// Where words stand one after the other.
fn find<'a>(words: &'a [String], phrase: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let places = words.windows(phrase.len().max(1)).enumerate();
    places.filter(move |(_, here)| *here == phrase).map(|(at, _)| at)
}

/// Small letters and digits, split at everything else; `v7.0` begins with the word `7`.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold_width(text).to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let plain = |word: &str| match word.strip_prefix('v') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        _ => word.to_owned(),
    };
    words.map(plain).collect()
}
