//! Our words around the texts of an imported playbook: `content/exchange/exchange.yaml`.

use hikeshi_kernel::{Lang, LocalText};
use serde::Deserialize;

/// Headings, questions and remarks of an import. Places such as `{title}` are filled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the file beside the words says what each is for")]
pub struct Wording {
    pub phase: LocalText,
    pub summary: LocalText,
    pub unnamed: LocalText,
    pub yes: LocalText,
    pub no: LocalText,
    pub default: LocalText,
    pub other: LocalText,
    pub worked: LocalText,
    pub failed: LocalText,
    pub outcome: LocalText,
    pub exception: LocalText,
    pub condition: LocalText,
    pub automated: LocalText,
    pub binary: LocalText,
    pub content: LocalText,
    pub agent: LocalText,
    pub targets: LocalText,
    pub other_playbook: LocalText,
    pub repeat: LocalText,
    pub go_back: LocalText,
    pub together: LocalText,
    pub joined: LocalText,
    pub between: LocalText,
    pub severity: LocalText,
    pub tlp: LocalText,
    pub pap: LocalText,
    pub mandatory: LocalText,
}

/// `words` with one place filled in, in every language that they have.
pub fn fill(words: &LocalText, place: &str, text: &str) -> LocalText {
    each(words, |words| words.replace(place, text))
}

/// `words` with a place filled in by a text of our own, language by language.
pub fn fill_local(words: &LocalText, place: &str, text: &LocalText) -> LocalText {
    let easy = |words: &String| words.replace(place, text.get(Lang::JaEasy));
    LocalText {
        ja: words.ja.replace(place, &text.ja),
        ja_easy: words.ja_easy.as_ref().map(easy),
        en: words.en.as_ref().map(|words| words.replace(place, text.get(Lang::En))),
    }
}

/// A text of the author, which is the same for every reader.
pub fn foreign(text: &str) -> LocalText {
    LocalText { ja: text.to_owned(), ja_easy: None, en: Some(text.to_owned()) }
}

/// Several texts as one, with `between` between them. Easy Japanese falls back to Japanese.
pub fn joined(texts: &[LocalText], between: &LocalText) -> Option<LocalText> {
    let line = |lang| {
        let parts: Vec<&str> = texts.iter().map(|text| text.get(lang)).collect();
        parts.join(between.get(lang))
    };
    let easy = texts.iter().any(|text| text.ja_easy.is_some());
    let text = LocalText {
        ja: line(Lang::Ja),
        ja_easy: easy.then(|| line(Lang::JaEasy)),
        en: Some(line(Lang::En)),
    };
    (!texts.is_empty()).then_some(text)
}

fn each(words: &LocalText, change: impl Fn(&String) -> String) -> LocalText {
    LocalText {
        ja: change(&words.ja),
        ja_easy: words.ja_easy.as_ref().map(&change),
        en: words.en.as_ref().map(&change),
    }
}
