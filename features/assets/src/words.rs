//! The words of this slice.

use hikeshi_i18n::Source;

/// All groups.
pub const WORDS: &[Source] = &[LEDGER, IMPORTS];

const LEDGER: Source = Source {
    slice: "assets/ledger",
    ja: include_str!("../locales/ledger.ja.ftl"),
    ja_easy: include_str!("../locales/ledger.ja-easy.ftl"),
    en: include_str!("../locales/ledger.en.ftl"),
};

const IMPORTS: Source = Source {
    slice: "assets/imports",
    ja: include_str!("../locales/imports.ja.ftl"),
    ja_easy: include_str!("../locales/imports.ja-easy.ftl"),
    en: include_str!("../locales/imports.en.ftl"),
};
