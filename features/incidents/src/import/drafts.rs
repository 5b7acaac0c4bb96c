//! What an import is about to write, and the bounds of a text.

use hikeshi_kernel::{Moment, clean_line, clean_text};

use crate::case::{Certainty, EntryKind};

/// The most letters of one line of the timeline; a longer text goes on in a next line.
const ENTRY_LETTERS: usize = 10_000;
/// The most letters of one fact; a longer text goes on in a next fact.
const FACT_LETTERS: usize = 20_000;
/// The most letters of a key made from a file's own names.
const KEY_LETTERS: usize = 200;

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EntryDraft {
    pub kind: EntryKind,
    pub moment: Moment,
    pub text: String,
    pub source: String,
}

/// A fact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FactDraft {
    pub key: String,
    pub value: String,
    pub certainty: Certainty,
    pub source: String,
}

/// The facts of a file by key: a key that comes again adds a line to its value.
#[derive(Debug, Default)]
pub(crate) struct FactDrafts(indexmap::IndexMap<String, FactDraft>);

impl FactDrafts {
    /// Adds a value; lines of one key are joined by `between`.
    pub(crate) fn add(
        &mut self,
        key: &str,
        value: &str,
        certainty: Certainty,
        source: &str,
        between: &str,
    ) {
        let value = clean_text(&value.replace('\t', " "), usize::MAX).unwrap_or_default();
        let short = clean_line(key, KEY_LETTERS).ok();
        // A key too long for a name stands in front of its value.
        let (key, value) = match short {
            Some(key) => (key, value),
            None => ("import.more".to_owned(), format!("{key}: {value}")),
        };
        match self.0.entry(key.clone()) {
            indexmap::map::Entry::Occupied(mut old) => {
                let old = old.get_mut();
                old.value.push_str(between);
                old.value.push_str(&value);
            }
            indexmap::map::Entry::Vacant(place) => {
                let source = source.to_owned();
                place.insert(FactDraft { key, value, certainty, source });
            }
        }
    }

    /// Whether the key has a value already.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The facts, with long texts cut into numbered ones.
    pub(crate) fn finish(self) -> Vec<FactDraft> {
        let cut = self.0.into_values().flat_map(|fact| {
            pieces(&fact.value, FACT_LETTERS).into_iter().enumerate().map(move |(index, value)| {
                let key = match index {
                    0 => fact.key.clone(),
                    _ => format!("{}#{}", fact.key, index + 1),
                };
                FactDraft { key, value, ..fact.clone() }
            })
        });
        cut.collect()
    }
}

impl EntryDraft {
    /// The line, or several when its text is longer than one may be.
    pub(crate) fn cut(self) -> Vec<Self> {
        let texts = pieces(&self.text, ENTRY_LETTERS);
        texts.into_iter().map(|text| Self { text, ..self.clone() }).collect()
    }
}

/// The text in pieces of at most `letters`; an empty text is one empty piece.
fn pieces(text: &str, letters: usize) -> Vec<String> {
    if text.chars().count() <= letters {
        return vec![text.to_owned()];
    }
    let all: Vec<char> = text.chars().collect();
    all.chunks(letters).map(|part| part.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_kept_whole_in_numbered_pieces() {
        let long = "x".repeat(FACT_LETTERS * 2 + 1);
        let mut facts = FactDrafts::default();
        facts.add("import.a", &long, Certainty::Suspected, "f:1", "\n");
        let facts = facts.finish();
        let keys: Vec<_> = facts.iter().map(|fact| fact.key.as_str()).collect();
        assert_eq!(keys, ["import.a", "import.a#2", "import.a#3"]);
        assert_eq!(facts.into_iter().map(|fact| fact.value).collect::<String>(), long);
    }

    #[test]
    fn a_key_that_is_too_long_stands_in_front_of_its_value() {
        let mut facts = FactDrafts::default();
        let key = "k".repeat(KEY_LETTERS + 1);
        facts.add(&key, "v", Certainty::Suspected, "f:1", "\n");
        let fact = &facts.finish()[0];
        assert_eq!((fact.key.as_str(), fact.value.clone()), ("import.more", format!("{key}: v")));
    }
}
