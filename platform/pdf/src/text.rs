//! Makes the strings in the data showable, and tells what could not be shown.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::char::{canonical_combining_class, compose};

/// The mark that stands where a character has no glyph (the printers' geta, U+3013).
pub const GETA: char = '\u{3013}';

/// A copy of `data` in which every string can be printed.
///
/// - Characters without a glyph become [`GETA`] and are collected in `missing`.
/// - Marks that turn the text direction around become [`GETA`] too: they can disguise a file name.
/// - Other control characters, byte-order marks and variation selectors disappear.
/// - A letter and its separate accent or voicing mark become one letter, as file names from some
///   machines come apart like this. Nothing else is normalised: it would change people's names.
pub(crate) fn printable(
    data: &Value,
    can_show: &impl Fn(char) -> bool,
    missing: &mut BTreeSet<char>,
) -> Value {
    match data {
        Value::String(text) => Value::String(line(text, can_show, missing)),
        Value::Array(items) => {
            items.iter().map(|item| printable(item, can_show, missing)).collect()
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), printable(value, can_show, missing)))
            .collect(),
        other => other.clone(),
    }
}

/// One string so that it can be printed, as [`printable`] does it.
pub(crate) fn line(
    text: &str,
    can_show: &impl Fn(char) -> bool,
    missing: &mut BTreeSet<char>,
) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_dropped(c)) {
        let whole = is_mark(c)
            .then(|| out.chars().next_back())
            .flatten()
            .and_then(|last| compose(last, c).filter(|&whole| can_show(whole)));
        if let Some(whole) = whole {
            out.pop();
            out.push(whole);
        } else if c == '\n' || can_show(c) {
            out.push(c);
        } else {
            missing.insert(c);
            out.push(GETA);
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

fn is_dropped(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kana_and_latin(c: char) -> bool {
        matches!(c, ' '..='~' | '\u{3040}'..='\u{30FF}' | GETA)
    }

    fn clean(text: &str) -> (String, Vec<char>) {
        let mut missing = BTreeSet::new();
        let value = printable(&json!({ "a": [text] }), &kana_and_latin, &mut missing);
        (value["a"][0].as_str().unwrap().to_owned(), missing.into_iter().collect())
    }

    #[test]
    fn a_character_without_a_glyph_becomes_the_geta_mark_and_is_named() {
        assert_eq!(clean("a\u{1F600}b\n"), ("a\u{3013}b\n".into(), vec!['\u{1F600}']));
    }

    #[test]
    fn a_direction_mark_in_a_file_name_stays_visible() {
        assert_eq!(clean("x\u{202E}fdp.exe"), ("x\u{3013}fdp.exe".into(), vec!['\u{202E}']));
    }

    #[test]
    fn a_letter_that_came_apart_is_one_letter_again() {
        assert_eq!(clean("\u{304B}\u{3099}"), ("\u{304C}".into(), vec![]));
    }

    #[test]
    fn invisible_characters_disappear_without_a_mark() {
        assert_eq!(clean("\u{FEFF}a\u{0}\u{FE0F}\u{7}b"), ("ab".into(), vec![]));
    }
}
