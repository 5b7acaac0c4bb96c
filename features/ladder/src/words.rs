//! The interface words of this slice.

use hikeshi_i18n::Source;

/// All groups.
pub const WORDS: &[Source] = &[
    Source {
        slice: "ladder",
        ja: include_str!("../locales/ladder.ja.ftl"),
        ja_easy: include_str!("../locales/ladder.ja-easy.ftl"),
        en: include_str!("../locales/ladder.en.ftl"),
    },
    Source {
        slice: "plan",
        ja: include_str!("../locales/plan.ja.ftl"),
        ja_easy: include_str!("../locales/plan.ja-easy.ftl"),
        en: include_str!("../locales/plan.en.ftl"),
    },
    Source {
        slice: "starpaper",
        ja: include_str!("../locales/starpaper.ja.ftl"),
        ja_easy: include_str!("../locales/starpaper.ja-easy.ftl"),
        en: include_str!("../locales/starpaper.en.ftl"),
    },
];
