//! Texts of the content with places for facts, taken apart once.

use std::collections::BTreeSet;

use hikeshi_kernel::{Lang, LocalText};

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words as they are.
    Words(String),
    /// `{key}`: the value of a fact.
    Fact(String),
    /// `{key@}`: from when the value of a fact is.
    AsOf(String),
    /// `{{name}}`: a field of the list of recipients, left for the letter run.
    Field(String),
}

/// A text taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template(pub Vec<Part>);

/// A template in our languages; a missing one falls back to Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalTemplate {
    ja: Template,
    ja_easy: Option<Template>,
    en: Option<Template>,
}

impl Template {
    /// Takes a text apart.
    ///
    /// # Errors
    /// In words: which brace or name is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            if at > 0 {
                parts.push(Part::Words(rest[..at].to_owned()));
            }
            let tail = &rest[at..];
            let (open, close) = if tail.starts_with("{{") { ("{{", "}}") } else { ("{", "}") };
            let inside = tail.strip_prefix(open).and_then(|tail| tail.split_once(close));
            let named = inside.map(|(name, after)| match name.strip_suffix('@') {
                Some(name) if open == "{" => (name, true, after),
                _ => (name, false, after),
            });
            let Some((name, as_of, after)) = named.filter(|(name, ..)| is_key(name)) else {
                return Err(format!(
                    "`{text}` has a brace that is neither {{key}} nor {{{{field}}}}"
                ));
            };
            let name = name.to_owned();
            parts.push(match open {
                "{" if as_of => Part::AsOf(name),
                "{" => Part::Fact(name),
                _ => Part::Field(name),
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// The text, with what `value` and `as_of` say of a fact, which is not read again.
    #[must_use]
    pub fn write(&self, value: impl Fn(&str) -> String, as_of: impl Fn(&str) -> String) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Fact(key) => value(key),
            Part::AsOf(key) => as_of(key),
            Part::Field(name) => format!("{{{{{name}}}}}"),
        };
        self.0.iter().map(part).collect()
    }
}

impl LocalTemplate {
    /// Takes all languages apart.
    ///
    /// # Errors
    /// As [`Template::parse`], or when the languages name different facts.
    pub fn parse(text: &LocalText) -> Result<Self, String> {
        let optional = |text: &Option<String>| text.as_deref().map(Template::parse).transpose();
        let parsed = Self {
            ja: Template::parse(&text.ja)?,
            ja_easy: optional(&text.ja_easy)?,
            en: optional(&text.en)?,
        };
        let named = |lang| parsed.get(lang).0.iter().filter(|part| !matches!(part, Part::Words(_)));
        let named = |lang| named(lang).map(|part| format!("{part:?}")).collect::<BTreeSet<_>>();
        match Lang::ALL.into_iter().find(|lang| named(*lang) != named(Lang::Ja)) {
            Some(lang) => Err(format!("`{}` names other facts in {}", text.ja, lang.code())),
            None => Ok(parsed),
        }
    }

    /// The template in `lang`, or in Japanese where it does not exist.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &Template {
        match lang {
            Lang::Ja => &self.ja,
            Lang::JaEasy => self.ja_easy.as_ref().unwrap_or(&self.ja),
            Lang::En => self.en.as_ref().unwrap_or(&self.ja),
        }
    }

    /// The keys of facts in it.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<&str> {
        let parts = self.ja.0.iter();
        parts
            .filter_map(|part| match part {
                Part::Fact(key) | Part::AsOf(key) => Some(key.as_str()),
                Part::Words(_) | Part::Field(_) => None,
            })
            .collect()
    }

    /// The fields of the list of recipients in it.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<&str> {
        let parts = self.ja.0.iter();
        parts
            .filter_map(|part| match part {
                Part::Field(name) => Some(name.as_str()),
                Part::Words(_) | Part::Fact(_) | Part::AsOf(_) => None,
            })
            .collect()
    }

    /// A frame made into a line: `{label}` becomes these words and `{value}` the fact `key`.
    #[must_use]
    pub fn framed(&self, label: &LocalText, key: &str) -> Self {
        let fit = |template: &Template, lang| {
            let fit = |part: &Part| match part {
                Part::Fact(name) if name == "label" => Part::Words(label.get(lang).to_owned()),
                Part::Fact(name) if name == "value" => Part::Fact(key.to_owned()),
                other => other.clone(),
            };
            Template(template.0.iter().map(fit).collect())
        };
        Self {
            ja: fit(&self.ja, Lang::Ja),
            ja_easy: Some(fit(self.get(Lang::JaEasy), Lang::JaEasy)),
            en: Some(fit(self.get(Lang::En), Lang::En)),
        }
    }
}

/// Lower-case letters, digits and `_`, beginning with a letter.
#[must_use]
pub fn is_key(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_and_fields_are_told_apart_and_stray_braces_are_refused() {
        let template = Template::parse("a {event} for {{name}}.").unwrap();
        assert_eq!(
            template.write(|key| format!("<{key} {{x}}>"), str::to_owned),
            "a <event {x}> for {{name}}."
        );
        for wrong in ["a {", "a }", "{Event}", "{}", "{{name}", "{a b}", "{{a@}}"] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
