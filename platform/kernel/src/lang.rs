//! The three languages of the product and texts that exist in them.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// Easy Japanese (short sentences, readings above the characters).
    JaEasy,
    /// English.
    En,
}

impl Lang {
    /// All languages, the default first.
    pub const ALL: [Self; 3] = [Self::Ja, Self::JaEasy, Self::En];

    /// The name used in files, cookies and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::JaEasy => "ja-easy",
            Self::En => "en",
        }
    }

    /// The value of the HTML `lang` attribute (BCP 47).
    #[must_use]
    pub const fn html(self) -> &'static str {
        match self {
            Self::Ja | Self::JaEasy => "ja",
            Self::En => "en",
        }
    }

    /// The language of that name, if we have it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// A text of a content pack in our languages; a missing one falls back to Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    /// Japanese: always there.
    pub ja: String,
    /// Easy Japanese.
    #[serde(rename = "ja-easy", default, skip_serializing_if = "Option::is_none")]
    pub ja_easy: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl LocalText {
    /// The text in `lang`, or in Japanese where it does not exist.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::JaEasy => self.ja_easy.as_deref().unwrap_or(&self.ja),
            Lang::En => self.en.as_deref().unwrap_or(&self.ja),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_japanese() {
        let text = LocalText { ja: "a".into(), ja_easy: None, en: Some("b".into()) };
        assert_eq!(text.get(Lang::JaEasy), "a");
        assert_eq!(text.get(Lang::En), "b");
        assert_eq!(Lang::from_code("ja-easy"), Some(Lang::JaEasy));
    }
}
