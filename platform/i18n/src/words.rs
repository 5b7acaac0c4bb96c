//! One reader's words.

use std::fmt::Display;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use hikeshi_kernel::Lang;

use crate::catalogue::Shared;
use crate::reading::{BAR, plain, ruby_html};

/// Stands for a bar in a value while the pattern's readings are resolved, so that a text typed
/// by a person is never taken for a reading. From the Unicode private use area.
const KEPT_BAR: char = '\u{E0FF}';

/// The interface words in one language; cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    shared: Arc<Shared>,
}

impl Words {
    pub(crate) const fn new(lang: Lang, shared: Arc<Shared>) -> Self {
        Self { lang, shared }
    }

    /// No words at all: every key shows as its name. For the rare page that is made before the
    /// catalogue is at hand.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(Lang::Ja, Arc::new(Shared::empty()))
    }

    /// The reader's language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The same words for a reader of another language, for instance for an e-mail.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self::new(lang, Arc::clone(&self.shared))
    }

    /// Whether the key exists in this language.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.shared.bundle(self.lang).has_message(key)
    }

    /// The text of `key` without readings; `[key]` if there is none.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.ta(key, &[])
    }

    /// The text of `key` with one value. A whole number chooses plural forms.
    #[must_use]
    pub fn t1(&self, key: &str, name: &str, value: impl Display) -> String {
        self.ta(key, &[(name, &value)])
    }

    /// The text of `key` with several values.
    #[must_use]
    pub fn ta(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        plain(&self.formatted(key, values)).replace(KEPT_BAR, BAR_TEXT)
    }

    /// The text of `key` as safe HTML: escaped, with readings above the characters.
    #[must_use]
    pub fn html(&self, key: &str) -> String {
        self.html_a(key, &[])
    }

    /// As [`Self::html`], with values; what they hold is escaped.
    #[must_use]
    pub fn html_a(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        ruby_html(&self.formatted(key, values)).replace(KEPT_BAR, BAR_TEXT)
    }

    fn formatted(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let text = self.in_bundle(self.lang, key, values);
        // Easy Japanese borrows from Japanese before it shows a bare key.
        let text = text.or_else(|| match self.lang {
            Lang::JaEasy => self.in_bundle(Lang::Ja, key, values),
            Lang::Ja | Lang::En => None,
        });
        text.unwrap_or_else(|| {
            self.report(key, "the key has no text");
            format!("[{key}]")
        })
    }

    fn in_bundle(&self, lang: Lang, key: &str, values: &[(&str, &dyn Display)]) -> Option<String> {
        let bundle = self.shared.bundle(lang);
        let message = bundle.get_message(key)?;
        let args: FluentArgs<'_> =
            values.iter().map(|(name, value)| (*name, fluent_value(*value))).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(message.value()?, Some(&args), &mut errors).into_owned();
        if let Some(error) = errors.first() {
            self.report(key, &error.to_string());
        }
        Some(text)
    }

    fn report(&self, key: &str, problem: &str) {
        if self.shared.first_report(key) {
            tracing::warn!(key, lang = self.lang.code(), problem, "interface text");
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}

const BAR_TEXT: &str = "\u{FF5C}";

/// A whole number in its usual form is a number (`12`); all else is text (`007`, `1.50`).
fn fluent_value(value: &dyn Display) -> FluentValue<'static> {
    let text = value.to_string();
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text.replace(BAR, KEPT_BAR.encode_utf8(&mut [0; 4]))),
    }
}
