//! The form in which a fact is written.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Lang, Moment, TextError, clean_line, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::typed_time::{read_time, read_time_value};
use crate::{
    case::{Certainty, NewFact},
    content::{FactField, FactKind, content},
    model::fact,
};

/// Letters that a value may have.
const LONGEST_VALUE: usize = 10_000;
/// Letters that a source may have.
const LONGEST_SOURCE: usize = 300;

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct FactForm {
    /// Ids of the chosen choices.
    #[serde(default)]
    pub choice: Vec<String>,
    /// Free words.
    #[serde(default)]
    pub value: String,
    /// The name of a [`Certainty`].
    #[serde(default)]
    pub certainty: String,
    /// A time as people type it; empty for now.
    #[serde(default)]
    pub as_of: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// The revision that the person saw.
    #[serde(default)]
    pub seen: String,
    /// Where the person goes on afterwards: the name of a [`Then`].
    #[serde(default)]
    pub then: String,
}

/// Where a person goes on after writing a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// To the fact sheet.
    Facts,
    /// To the duties, which asked for the fact.
    Duties,
}

impl Then {
    /// The place of that name; the fact sheet for any other name.
    pub(crate) fn from_name(name: &str) -> Self {
        if name == "duties" { Self::Duties } else { Self::Facts }
    }

    /// The name in addresses and forms; empty for the fact sheet.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Facts => "",
            Self::Duties => "duties",
        }
    }

    /// The key of the words that lead back.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Facts => "record-facts-title",
            Self::Duties => "record-tab-duties",
        }
    }

    /// The page below the incident's.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Duties => "duties",
        }
    }
}

impl FactForm {
    /// The form as first shown. The as-of time stays empty: a new value is from now unless said.
    #[must_use]
    pub fn of(field: Option<&FactField>, fact: Option<&fact::Model>) -> Self {
        let Some(fact) = fact else { return Self::default() };
        let (choice, value) = match field {
            Some(field) => field.parts(&fact.value),
            None => (Vec::new(), fact.value.clone()),
        };
        let (certainty, source) = (fact.certainty.clone(), fact.source.clone());
        Self { choice, value, certainty, source, ..Self::default() }
    }

    /// The revision that the person saw; nonsense counts as none.
    #[must_use]
    pub fn seen(&self) -> i64 {
        self.seen.parse().unwrap_or(0)
    }

    /// The fact to write, or what is wrong with each field.
    ///
    /// # Errors
    /// A fault of the content pack.
    pub fn read(
        &self,
        platform: &Platform,
        words: &Words,
        key: &str,
        field: Option<&FactField>,
    ) -> Result<Result<NewFact, Vec<FieldError>>, Problem> {
        let now = platform.clock.now();
        let times = &content()?.times;
        let mut errors = Vec::new();
        let mut wrong = |name: &str, text: String| errors.push(FieldError::new(name, text));
        let certainty = Certainty::from_name(&self.certainty);
        if certainty.is_none() {
            wrong("certainty", words.t("record-certainty-missing"));
        }
        let typed = match clean_text(&self.value, LONGEST_VALUE) {
            Ok(text) => text,
            Err(TextError::Empty) => String::new(),
            Err(TextError::TooLong { max }) => {
                wrong("value", words.t1("record-too-long", "max", max));
                self.value.clone()
            }
        };
        let is_time = field.is_some_and(|field| field.kind == FactKind::Time);
        let (typed, certainty) = match (is_time && !typed.is_empty(), certainty) {
            (true, Some(certainty)) => match read_time_value(times, &typed, certainty, now) {
                Ok((Moment::Unknown, certainty)) => (typed, Some(certainty)),
                // "Today" means nothing tomorrow: a time that is understood is kept as a date.
                Ok((moment, certainty)) => {
                    (platform.words(Lang::Ja).moment(&moment), Some(certainty))
                }
                Err(fault) => {
                    wrong("value", fault.explain(words));
                    (typed, Some(certainty))
                }
            },
            _ => (typed, certainty),
        };
        let value = field.map_or(typed.clone(), |field| field.joined(&self.choice, &typed));
        if value.is_empty() && certainty.is_some_and(|certainty| certainty != Certainty::Unknown) {
            wrong("value", words.t("record-value-missing"));
        }
        let counts = field.is_some_and(|field| field.kind == FactKind::Number);
        if counts && !value.is_empty() && !content()?.facts.number_words.is_number(&value) {
            wrong("value", words.t("record-value-number"));
        }
        let as_of = match self.as_of.trim() {
            "" => Moment::Exact { at: now },
            typed => read_time(words, times, typed, (now, &[])).unwrap_or_else(|text| {
                wrong("as_of", text);
                Moment::Unknown
            }),
        };
        let source = match clean_line(&self.source, LONGEST_SOURCE) {
            Ok(text) => text,
            Err(TextError::Empty) => String::new(),
            Err(TextError::TooLong { max }) => {
                wrong("source", words.t1("record-too-long", "max", max));
                String::new()
            }
        };
        let Some(certainty) = certainty.filter(|_| errors.is_empty()) else {
            return Ok(Err(errors));
        };
        let (key, seen_revision) = (key.to_owned(), Some(self.seen()));
        Ok(Ok(NewFact { key, value, certainty, as_of, source, seen_revision }))
    }
}
