//! The interface words of this slice.

use hikeshi_i18n::Source;

/// All groups.
pub const WORDS: &[Source] = &[
    Source {
        slice: "packages/pages",
        ja: include_str!("../locales/pages.ja.ftl"),
        ja_easy: include_str!("../locales/pages.ja-easy.ftl"),
        en: include_str!("../locales/pages.en.ftl"),
    },
    Source {
        slice: "packages/index",
        ja: include_str!("../locales/index.ja.ftl"),
        ja_easy: include_str!("../locales/index.ja-easy.ftl"),
        en: include_str!("../locales/index.en.ftl"),
    },
];
