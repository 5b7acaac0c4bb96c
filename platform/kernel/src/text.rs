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

/// One line as typed: control characters removed, ends trimmed.
///
/// # Errors
/// [`TextError`] if nothing is left or more than `max` characters are.
pub fn clean_line(text: &str, max: usize) -> Result<String, TextError> {
    let line = text.replace(['\r', '\n', '\t'], " ");
    clean_text(&line, max)
}

/// Several lines as typed: control characters other than line ends removed, ends trimmed.
/// Characters are kept as typed: normalising would change the variant forms in people's names.
///
/// # Errors
/// [`TextError`] if nothing is left or more than `max` characters are.
pub fn clean_text(text: &str, max: usize) -> Result<String, TextError> {
    let clean: String =
        text.chars().filter(|&c| c == '\n' || !(c.is_control() || is_direction_mark(c))).collect();
    let clean = clean.trim();
    if clean.is_empty() {
        return Err(TextError::Empty);
    }
    if clean.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(clean.to_owned())
}

/// Marks that turn the direction of text around: they can disguise what a line says.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
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
}
