//! Keeps one over-long field from swallowing a paper.

/// The most characters that one field of a paper takes; longer ones end with a note.
pub const MAX_FIELD: usize = 4000;

/// `text` if it has at most `max` characters, otherwise its beginning, an ellipsis and `note`, which
/// says where the rest can be read.
#[must_use]
pub fn shorten(text: &str, max: usize, note: &str) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026} {note}", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_field_says_that_it_goes_on() {
        assert_eq!(shorten("abc", 3, "more"), "abc");
        assert_eq!(
            shorten("\u{3042}\u{3044}\u{3046}d", 3, "more"),
            "\u{3042}\u{3044}\u{3046}\u{2026} more"
        );
    }
}
