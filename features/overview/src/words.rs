//! The interface words of this slice.

use hikeshi_i18n::Source;

/// All groups.
pub const WORDS: &[Source] = &[
    Source {
        slice: "overview",
        ja: include_str!("../locales/ja.ftl"),
        ja_easy: include_str!("../locales/ja-easy.ftl"),
        en: include_str!("../locales/en.ftl"),
    },
    Source {
        slice: "overview-board",
        ja: include_str!("../locales/board.ja.ftl"),
        ja_easy: include_str!("../locales/board.ja-easy.ftl"),
        en: include_str!("../locales/board.en.ftl"),
    },
];
