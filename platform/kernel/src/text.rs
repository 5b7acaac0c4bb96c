//! Text that people typed: bounded, normalised, free of control characters.

use unicode_normalization::UnicodeNormalization as _;

/// Why a typed text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The allowed number of characters.
        max: usize,
    },
}

/// Full-width letters and digits become half-width (NFKC), as Japanese keyboards mix them.
#[must_use]
pub fn fold_width(text: &str) -> String {
    text.nfkc().collect()
}

/// One line as typed: control and invisible characters removed, ends trimmed.
///
/// # Errors
/// [`TextError`] if nothing is left or more than `max` characters are.
pub fn clean_line(text: &str, max: usize) -> Result<String, TextError> {
    let line = text.replace(['\r', '\n', '\t'], " ");
    clean_text(&line, max)
}

/// Several lines as typed: invisible characters and control characters other than line ends
/// removed, ends trimmed. Others are kept as typed: normalising would change the variant forms in
/// people's names.
///
/// # Errors
/// [`TextError`] if nothing is left that can be seen, or more than `max` characters are.
pub fn clean_text(text: &str, max: usize) -> Result<String, TextError> {
    let clean: String =
        text.chars().filter(|&c| c == '\n' || !(c.is_control() || is_invisible(c))).collect();
    let clean = clean.trim();
    if clean.chars().all(|c| c.is_whitespace() || is_blank(c)) {
        return Err(TextError::Empty);
    }
    if clean.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(clean.to_owned())
}

/// Characters that show nothing and shape no other one: they can disguise what a line says, or that
/// it says nothing. Unicode's property `Default_Ignorable_Code_Point` without what [`is_blank`] adds.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E001F}' | '\u{E0080}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}')
}

/// Characters that show nothing alone. They stay beside others: joiners and selectors choose the form
/// of a name's character or of an emoji, tags make a flag.
const fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{34F}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{2800}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_characters_disappear_but_line_ends_stay() {
        assert_eq!(clean_text(" a\u{0}b\r\nc\u{202E} ", 10).unwrap(), "ab\nc");
        assert_eq!(clean_line("a\nb", 10).unwrap(), "a b");
        assert_eq!(clean_line("  ", 10), Err(TextError::Empty));
        assert_eq!(clean_line("abc", 2), Err(TextError::TooLong { max: 2 }));
        assert_eq!(fold_width("\u{FF11}\u{FF12}"), "12");
    }

    #[test]
    fn a_text_of_which_nothing_can_be_seen_is_empty() {
        for unseen in [
            "\u{200B}",
            "\u{61C}",
            "\u{2060}",
            "\u{3164}",
            "\u{AD}",
            "\u{200D}\u{FE0F}",
            "\u{2800}",
            " \u{E0100}\u{3000}",
            "\u{FFA0}\n\u{115F}",
            "\u{E0041}",
        ] {
            assert_eq!(
                clean_text(unseen, 10),
                Err(TextError::Empty),
                "{}",
                unseen.escape_unicode()
            );
            assert_eq!(clean_line(unseen, 10), Err(TextError::Empty));
        }
    }

    #[test]
    fn the_forms_of_names_and_emoji_stay_as_typed() {
        let (name, family) = ("\u{845B}\u{E0100}", "\u{1F469}\u{200D}\u{1F467}\u{FE0F}");
        assert_eq!(clean_line(name, 10).unwrap(), name);
        assert_eq!(clean_line(family, 10).unwrap(), family);
        assert_eq!(clean_line("a\u{200B}b\u{AD}c", 10).unwrap(), "abc");
    }
}
