//! What templates ask the frame for.

use std::fmt::Display;

use hikeshi_i18n::{escape_html, ruby_html};
use hikeshi_kernel::{Lang, LocalText};

use crate::icons::drawn;
use crate::{LangLink, Markup, Shell};

impl Shell {
    /// The text of `key` without readings: for attributes and titles.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// The banner of the installation.
    #[must_use]
    pub fn banner_html(&self) -> Option<Markup> {
        self.banner.clone().map(Markup::new)
    }

    /// The text of `key` with one value.
    #[must_use]
    pub fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        self.words.t1(key, name, value)
    }

    /// The text of `key` with two values.
    #[must_use]
    pub fn t2(
        &self,
        key: &str,
        name: &str,
        value: impl Display,
        other: &str,
        other_value: impl Display,
    ) -> String {
        self.words.ta(key, &[(name, &value), (other, &other_value)])
    }

    /// The text of `key` with readings above the characters.
    #[must_use]
    pub fn html(&self, key: &str) -> Markup {
        Markup::new(self.words.html(key))
    }

    /// As [`Self::html`], with one value, which is escaped.
    #[must_use]
    pub fn html1(&self, key: &str, name: &str, value: impl Display) -> Markup {
        Markup::new(self.words.html_a(key, &[(name, &value)]))
    }

    /// As [`Self::html1`], with two values.
    #[must_use]
    pub fn html2(
        &self,
        key: &str,
        name: &str,
        value: impl Display,
        other: &str,
        other_value: impl Display,
    ) -> Markup {
        Markup::new(self.words.html_a(key, &[(name, &value), (other, &other_value)]))
    }

    /// As [`Self::html`], with any number of values; what they hold is escaped.
    #[must_use]
    pub fn html_a(&self, key: &str, values: &[(&str, &dyn Display)]) -> Markup {
        Markup::new(self.words.html_a(key, values))
    }

    /// A text of a content pack in the reader's language, with readings.
    #[must_use]
    pub fn text(&self, text: &LocalText) -> Markup {
        self.rich(text.get(self.words.lang()))
    }

    /// A text that may hold readings, escaped. Not for text that people typed.
    #[must_use]
    pub fn rich(&self, text: impl AsRef<str>) -> Markup {
        Markup::new(ruby_html(text.as_ref()))
    }

    /// The icon of that name in `icons.txt`, hidden from screen readers; nothing for another name.
    #[must_use]
    pub fn icon(&self, name: &str) -> Markup {
        drawn(name, "hk-icon")
    }

    /// The icon of that name, 32 px.
    #[must_use]
    pub fn large_icon(&self, name: &str) -> Markup {
        drawn(name, "hk-icon hk-icon--large")
    }

    /// A level from 0 to 3 as filled bars and words.
    #[must_use]
    pub fn level(&self, level: impl Display) -> Markup {
        let level = level.to_string();
        let bar = |at: &str, x: u8, y: u8, height: u8| {
            let on = if level.as_str() >= at { " class=\"on\"" } else { "" };
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"5.5\" height=\"{height}\"{on}/>")
        };
        let bars = [bar("1", 2, 10, 6), bar("2", 10, 6, 10), bar("3", 18, 2, 14)].concat();
        let words = self.words.html_a("ui-level", &[("level", &level)]);
        let name = escape_html(&level);
        Markup::new(format!(
            "<span class=\"hk-level hk-level--{name}\"><svg viewBox=\"0 0 26 18\" \
             aria-hidden=\"true\">{bars}</svg>{words}</span>"
        ))
    }

    /// The address of a style, font, script or picture.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::asset_url(name)
    }

    /// The value of the page's `lang` attribute.
    #[must_use]
    pub const fn html_lang(&self) -> &'static str {
        self.words.lang().html()
    }

    /// This page in each language.
    #[must_use]
    pub fn lang_links(&self) -> Vec<LangLink> {
        let link = |lang: Lang| LangLink {
            label: self.t(&format!("ui-lang-{}", lang.code())),
            html: lang.html(),
            href: with_lang(&self.path, lang),
            current: lang == self.words.lang(),
        };
        Lang::ALL.into_iter().map(link).collect()
    }

    /// What is wrong with a field, if anything.
    #[must_use]
    pub fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.text.as_str())
    }

    /// The ids of the texts that describe a field, for `aria-describedby`.
    #[must_use]
    pub fn described_by(&self, field: &str, has_hint: bool) -> String {
        let hint = has_hint.then(|| format!("{field}-hint"));
        let error = self.error_of(field).map(|_| format!("{field}-error"));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// The program's version.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}

/// Path and query with `lang` set; a fragment or another query value stays.
fn with_lang(path: &str, lang: Lang) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let pairs: Vec<_> = kept.map(str::to_owned).chain([format!("lang={}", lang.code())]).collect();
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_link_keeps_the_rest_of_the_address() {
        assert_eq!(with_lang("/c/1?page=2&lang=ja&q=x", Lang::En), "/c/1?page=2&q=x&lang=en");
        assert_eq!(with_lang("/", Lang::JaEasy), "/?lang=ja-easy");
    }
}
