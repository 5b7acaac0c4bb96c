//! The words of this slice: those of its pages, and the fixed words on the paper.

use std::collections::BTreeMap;

use hikeshi_i18n::{Source, Words};

/// All groups.
pub const WORDS: &[Source] = &[PAGES, PAPER];

const PAGES: Source = Source {
    slice: "kit",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};

const PAPER: Source = Source {
    slice: "kit/documents",
    ja: include_str!("../documents/locales/ja.ftl"),
    ja_easy: include_str!("../documents/locales/ja-easy.ftl"),
    en: include_str!("../documents/locales/en.ftl"),
};

/// All fixed words of the paper, by key, as its templates take them. Words with values are
/// filled before.
pub(crate) fn paper_words(words: &Words) -> BTreeMap<String, String> {
    let lines = PAPER.ja.lines().filter(|line| line.starts_with("kitdoc-"));
    let fixed =
        lines.filter_map(|line| line.split_once(" = ")).filter(|(_, word)| !word.contains("{ $"));
    fixed.map(|(key, _)| (key.to_owned(), words.t(key))).collect()
}
