//! Merge fields: `{{name}}` in a letter stands for what the list says of the recipient.

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The same for everybody.
    Text(String),
    /// The name of a field, without braces and outer blanks.
    Field(String),
}

/// The pieces of a text in their order. Braces that do not close, or that hold nothing, are text.
#[must_use]
pub fn parts_of(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        plain.push_str(before);
        match after.split_once("}}") {
            Some((field, after)) if is_field(field) => {
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(Part::Field(field.trim().to_owned()));
                rest = after;
            }
            _ => {
                plain.push_str("{{");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

/// The fields that the texts use, each once, in the order of their first use.
#[must_use]
pub fn fields_of(texts: &[&str]) -> Vec<String> {
    let mut fields = Vec::new();
    for part in texts.iter().flat_map(|text| parts_of(text)) {
        if let Part::Field(field) = part
            && !fields.contains(&field)
        {
            fields.push(field);
        }
    }
    fields
}

/// The text for one recipient. `values` stand in the order of `fields`. What a list says is never
/// read as a field again.
#[must_use]
pub fn merged(text: &str, fields: &[String], values: &[String]) -> String {
    let value = |name: &String| {
        let place = fields.iter().position(|field| field == name)?;
        values.get(place).cloned()
    };
    let parts = parts_of(text).into_iter().map(|part| match part {
        Part::Text(text) => text,
        Part::Field(name) => value(&name).unwrap_or_default(),
    });
    parts.collect()
}

fn is_field(inside: &str) -> bool {
    !inside.trim().is_empty() && !inside.contains(['{', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_list_says_is_never_read_as_a_field() {
        let text = "Dear {{ name }}, {{no}} {{ {{name}}";
        let fields = fields_of(&[text]);
        assert_eq!(fields, ["name", "no"]);
        let values = ["{{no}}".to_owned(), "7".to_owned()];
        assert_eq!(merged(text, &fields, &values), "Dear {{no}}, 7 {{ {{no}}");
    }

    #[test]
    fn braces_that_hold_nothing_stay_as_they_are() {
        assert_eq!(parts_of("a {{ }} b"), [Part::Text("a {{ }} b".to_owned())]);
        assert!(fields_of(&["{{a\nb}}"]).is_empty());
    }
}
