//! The fixed words on the papers, in the reader's language.

use std::collections::BTreeMap;

use hikeshi_i18n::{Source, Words};

/// The papers' own locale files.
pub const WORDS: Source = Source {
    slice: "incidents/documents",
    ja: include_str!("../../documents/locales/ja.ftl"),
    ja_easy: include_str!("../../documents/locales/ja-easy.ftl"),
    en: include_str!("../../documents/locales/en.ftl"),
};

/// All words that the templates may use, by key, for the field `words` of a paper's data.
#[must_use]
pub fn document_words(words: &Words) -> BTreeMap<String, String> {
    keys().map(|key| (key.to_owned(), words.t(key))).collect()
}

/// The keys, as they stand in the Japanese file: each begins a line with `doc-`.
pub fn keys() -> impl Iterator<Item = &'static str> {
    WORDS
        .ja
        .lines()
        .filter(|line| line.starts_with("doc-"))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
}
