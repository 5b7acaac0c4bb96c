//! Merge fields: `{{name}}` in a letter stands for what the list of recipients says of one.

/// A piece of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPart<'a> {
    /// The same for everybody.
    Words(&'a str),
    /// The name of a field, without braces and outer blanks.
    Field(&'a str),
}

/// The pieces of a text in their order. A field may have any name that stands on one line, as
/// people name the columns of their lists; braces that do not close, or hold nothing, are words.
#[must_use]
pub fn letter_parts(text: &str) -> Vec<LetterPart<'_>> {
    let mut parts = Vec::new();
    let (mut words, mut from) = (0, 0);
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        let Some((field, after)) = field_at(text, at) else {
            from = at + 1;
            continue;
        };
        parts.extend((words < at).then(|| LetterPart::Words(&text[words..at])));
        parts.push(LetterPart::Field(field));
        (words, from) = (after, after);
    }
    parts.extend((words < text.len()).then(|| LetterPart::Words(&text[words..])));
    parts
}

/// The fields that the texts use, each once, in the order of their first use.
#[must_use]
pub fn letter_fields(texts: &[&str]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for part in texts.iter().flat_map(|text| letter_parts(text)) {
        if let LetterPart::Field(field) = part
            && !fields.iter().any(|known| known == field)
        {
            fields.push(field.to_owned());
        }
    }
    fields
}

/// The text for one recipient. `values` stand in the order of `fields`; a field without a value is
/// empty. What was filled in is never read as a field again.
#[must_use]
pub fn fill_letter(text: &str, fields: &[String], values: &[String]) -> String {
    let value = |name: &str| {
        let place = fields.iter().position(|field| field == name)?;
        values.get(place).map(String::as_str)
    };
    let parts = letter_parts(text).into_iter().map(|part| match part {
        LetterPart::Words(words) => words,
        LetterPart::Field(name) => value(name).unwrap_or_default(),
    });
    parts.collect()
}

/// The field whose braces open at `at`, and where the text after them begins.
fn field_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let (inside, _) = text[at + 2..].split_once("}}")?;
    let field = inside.trim();
    let is_field = !field.is_empty() && !inside.contains(['{', '}', '\n']);
    is_field.then_some((field, at + 2 + inside.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_list_says_is_never_read_as_a_field() {
        let text = "Dear {{ name }}, {{no}} {{{name}} {{ {{name}}";
        let fields = letter_fields(&[text]);
        assert_eq!(fields, ["name", "no"]);
        let values = ["{{no}}".to_owned(), "7".to_owned()];
        let letter = fill_letter(text, &fields, &values);
        assert_eq!(letter, "Dear {{no}}, 7 {{{no}} {{ {{no}}");
    }

    #[test]
    fn braces_that_hold_nothing_stay_as_they_are() {
        assert_eq!(letter_parts("a {{ }} b"), [LetterPart::Words("a {{ }} b")]);
        assert!(letter_fields(&["{{a\nb}}", "{{", "}}", "{{a}b}}"]).is_empty());
        assert_eq!(letter_parts("{{a}}"), [LetterPart::Field("a")]);
    }
}
