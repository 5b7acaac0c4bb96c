//! The interface words of this slice.

use hikeshi_i18n::Source;

/// All groups.
pub const WORDS: &[Source] = &[Source {
    slice: "money",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
}];
