//! The patterns of this engine, each compiled once.

use regex::Regex;

/// A pattern that is part of the program.
#[expect(clippy::unwrap_used, reason = "the patterns are constants, and every test compiles them")]
pub(super) fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// A static pattern: `pattern!(NAME = r"…")`.
macro_rules! pattern {
    ($name:ident = $text:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::read::pattern::fixed($text));
    };
}
pub(super) use pattern;
