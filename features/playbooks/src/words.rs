//! The interface words of this slice: pages, what a responder sees of a step, files and faults.

use hikeshi_i18n::Source;

macro_rules! group {
    ($name:literal) => {
        Source {
            slice: concat!("playbooks/", $name),
            ja: include_str!(concat!("../locales/", $name, ".ja.ftl")),
            ja_easy: include_str!(concat!("../locales/", $name, ".ja-easy.ftl")),
            en: include_str!(concat!("../locales/", $name, ".en.ftl")),
        }
    };
}

/// All groups.
pub const WORDS: &[Source] = &[group!("edit"), group!("files"), group!("pages"), group!("shown")];
