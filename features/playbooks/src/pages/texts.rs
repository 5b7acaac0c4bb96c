//! Texts in three languages as fields of a form: Japanese first, the others if somebody has them.

use hikeshi_i18n::Words;
use hikeshi_kernel::{LocalText, TextError, clean_line, clean_text};
use hikeshi_web::Typed;

/// One text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Triple {
    pub ja: String,
    pub easy: String,
    pub en: String,
}

impl Triple {
    /// As a form shows it.
    pub(super) fn of(text: Option<&LocalText>) -> Self {
        let Some(text) = text else { return Self::default() };
        Self {
            ja: text.ja.clone(),
            easy: text.ja_easy.clone().unwrap_or_default(),
            en: text.en.clone().unwrap_or_default(),
        }
    }

    /// Whether the details with the other languages are to be open.
    pub(super) fn has_more(&self) -> bool {
        !self.easy.is_empty() || !self.en.is_empty()
    }

    /// What was typed; `old` where nothing was changed. `None` if the Japanese is empty, which is a
    /// mistake if another language was written. A translation that stayed while the Japanese changed is
    /// left out: readers of that language would be told something else.
    pub(super) fn read(
        &self,
        (words, typed): (&Words, &mut Typed<'_>),
        (field, label, max): (&str, &str, usize),
        old: Option<&LocalText>,
    ) -> Option<LocalText> {
        if self.normal() == Self::of(old).normal() {
            return old.cloned();
        }
        let ja = typed.optional_text(field, label, &one_line_end(&self.ja), max);
        let easy =
            typed.optional_text(&format!("{field}_easy"), label, &one_line_end(&self.easy), max);
        let en = typed.optional_text(&format!("{field}_en"), label, &one_line_end(&self.en), max);
        let before = Self::of(old).normal();
        let written = |text: &String, before: &String| !text.is_empty() && text != before;
        if ja.is_empty() && (written(&easy, &before.easy) || written(&en, &before.en)) {
            typed.mistake(field, words.t1("playbooks-ja-missing", "label", label));
        }
        let some = |text: String, before_text: &String| {
            let stale = text == *before_text && ja != before.ja;
            (!text.is_empty() && !stale).then_some(text)
        };
        let (ja_easy, en) = (some(easy, &before.easy), some(en, &before.en));
        (!ja.is_empty()).then_some(LocalText { ja, ja_easy, en })
    }

    fn normal(&self) -> Self {
        let plain = |text: &String| one_line_end(text).trim().to_owned();
        Self { ja: plain(&self.ja), easy: plain(&self.easy), en: plain(&self.en) }
    }
}

/// Several texts, one a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines(pub Triple);

/// Why lines cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinesFault {
    /// Another language has another number of lines than Japanese.
    Uneven {
        /// The field.
        field: String,
        /// How many lines the Japanese has.
        wanted: usize,
        /// How many it has.
        found: usize,
    },
    /// More lines than a step can show.
    TooMany,
    /// A line is too long.
    TooLong(usize),
}

impl Lines {
    /// As a form shows them. A line without a translation shows the Japanese.
    pub(super) fn of(texts: &[LocalText]) -> Self {
        let join =
            |of: &dyn Fn(&LocalText) -> String| texts.iter().map(of).collect::<Vec<_>>().join("\n");
        let easy = texts.iter().any(|text| text.ja_easy.is_some());
        let en = texts.iter().any(|text| text.en.is_some());
        let or_ja = |other: &Option<String>, text: &LocalText| {
            other.clone().unwrap_or_else(|| text.ja.clone())
        };
        Self(Triple {
            ja: join(&|text| text.ja.clone()),
            easy: if easy { join(&|text| or_ja(&text.ja_easy, text)) } else { String::new() },
            en: if en { join(&|text| or_ja(&text.en, text)) } else { String::new() },
        })
    }

    /// What was typed; `old` where nothing was changed.
    ///
    /// # Errors
    /// [`LinesFault`].
    pub(super) fn read(
        &self,
        field: &str,
        (most, longest): (usize, usize),
        old: &[LocalText],
    ) -> Result<Vec<LocalText>, LinesFault> {
        if self.0.normal() == Self::of(old).0.normal() {
            return Ok(old.to_vec());
        }
        let ja = lines(&self.0.ja, longest)?;
        let (now, before) = (self.0.normal(), Self::of(old).0.normal());
        let kept = |typed: &String, before_text: &String| {
            let stale = now.ja != before.ja && typed == before_text;
            if stale { Ok(Vec::new()) } else { lines(typed, longest) }
        };
        let easy = kept(&now.easy, &before.easy)?;
        let en = kept(&now.en, &before.en)?;
        if ja.len() > most {
            return Err(LinesFault::TooMany);
        }
        for (name, other) in [("easy", &easy), ("en", &en)] {
            if !other.is_empty() && other.len() != ja.len() {
                let (wanted, found) = (ja.len(), other.len());
                return Err(LinesFault::Uneven { field: format!("{field}_{name}"), wanted, found });
            }
        }
        let texts = ja.into_iter().enumerate().map(|(at, ja)| LocalText {
            ja_easy: easy.get(at).cloned(),
            en: en.get(at).cloned(),
            ja,
        });
        Ok(texts.collect())
    }
}

/// The lines that say something, cleaned.
fn lines(typed: &str, longest: usize) -> Result<Vec<String>, LinesFault> {
    let mut lines = Vec::new();
    for line in one_line_end(typed).lines() {
        match clean_line(line, longest) {
            Ok(line) => lines.push(line),
            Err(TextError::Empty) => {}
            Err(_) => return Err(LinesFault::TooLong(longest)),
        }
    }
    Ok(lines)
}

/// A text of one field that keeps its other languages only while the Japanese stays the same: a
/// translation of something else would mislead.
pub(super) fn changed_ja(
    typed: &str,
    max: usize,
    old: Option<&LocalText>,
) -> Result<Option<LocalText>, TextError> {
    let ja = match clean_text(&one_line_end(typed), max) {
        Ok(ja) => ja,
        Err(TextError::Empty) => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(match old {
        Some(old) if old.ja == ja => old.clone(),
        _ => LocalText { ja, ..LocalText::default() },
    }))
}

/// Browsers end lines with two characters.
pub(super) fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n")
}
