//! One recipient's fields into a letter or e-mail.

use std::collections::{BTreeMap, BTreeSet};

use crate::template::is_key;

/// A letter that cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// The text names a field that the list of recipients does not have.
    #[error("the list has no field {0}")]
    NoField(String),
}

/// The fields that a text asks for. Double braces around anything that is no field name are words.
#[must_use]
pub fn letter_fields(text: &str) -> BTreeSet<&str> {
    pieces(text).filter_map(|piece| piece.field).collect()
}

/// Fills the fields of one recipient. Each place is filled once, and what was filled in is not read
/// again: a name that looks like a field comes out as it is.
///
/// # Errors
/// [`LetterError::NoField`].
pub fn fill_letter(text: &str, fields: &BTreeMap<String, String>) -> Result<String, LetterError> {
    let mut letter = String::with_capacity(text.len());
    for piece in pieces(text) {
        letter.push_str(piece.words);
        if let Some(field) = piece.field {
            let value = fields.get(field);
            letter.push_str(value.ok_or_else(|| LetterError::NoField(field.to_owned()))?);
        }
    }
    Ok(letter)
}

/// Words, and the field after them; the last piece has none.
struct Piece<'a> {
    words: &'a str,
    field: Option<&'a str>,
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut from = 0;
        while let Some(at) = text[from..].find("{{").map(|at| from + at) {
            let field = text[at + 2..].split_once("}}").filter(|(name, _)| is_key(name));
            if let Some((name, after)) = field {
                rest = Some(after);
                return Some(Piece { words: &text[..at], field: Some(name) });
            }
            from = at + 1;
        }
        rest = None;
        Some(Piece { words: text, field: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_filled_once_and_other_braces_are_words() {
        let fields = BTreeMap::from([("name".to_owned(), "{{mail}}".to_owned())]);
        let letter = fill_letter("{ {{name}} {{{name}} {{ }} {{Name}}", &fields).unwrap();
        assert_eq!(letter, "{ {{mail}} {{{mail}} {{ }} {{Name}}");
        let unknown = fill_letter("{{name}}{{mail}}", &fields);
        assert_eq!(unknown, Err(LetterError::NoField("mail".to_owned())));
        assert_eq!(letter_fields("{{a}} {{b}} {{a}}"), BTreeSet::from(["a", "b"]));
    }
}
