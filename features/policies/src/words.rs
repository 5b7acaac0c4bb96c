//! The interface words of this slice, one group of files per group of pages.

use hikeshi_i18n::Source;

macro_rules! group {
    ($name:literal) => {
        Source {
            slice: concat!("policies/", $name),
            ja: include_str!(concat!("../locales/", $name, ".ja.ftl")),
            ja_easy: include_str!(concat!("../locales/", $name, ".ja-easy.ftl")),
            en: include_str!(concat!("../locales/", $name, ".en.ftl")),
        }
    };
}

/// All groups: pages of documents, what stands on paper, public page and readers.
pub const WORDS: &[Source] = &[group!("policies"), group!("paper"), group!("readers")];
