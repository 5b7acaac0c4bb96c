//! The form in which a line is corrected.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Moment, TextError, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::typed_time::read_time;
use crate::{
    case::{EntryKind, NewEntry, moment_of},
    content::content,
    model::timeline_entry,
};

/// Letters that a corrected text may have: imported lines may be long.
const LONGEST_TEXT: usize = 10_000;
/// Letters that a reason may have.
const LONGEST_REASON: usize = 1_000;

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct CorrectForm {
    /// A time as people type it.
    #[serde(default)]
    pub time: String,
    /// What happened.
    #[serde(default)]
    pub text: String,
    /// The name of an [`EntryKind`].
    #[serde(default)]
    pub kind: String,
    /// Why it is corrected.
    #[serde(default)]
    pub reason: String,
    /// The version that the person saw.
    #[serde(default)]
    version: String,
}

impl CorrectForm {
    /// The form as first shown.
    pub(crate) fn of(words: &Words, entry: &timeline_entry::Model) -> Self {
        Self {
            time: words.moment(&moment_of(entry)),
            text: entry.text.clone(),
            kind: entry.kind.clone(),
            ..Self::default()
        }
    }

    /// The version that the person saw; nonsense counts as none.
    pub(crate) fn version(&self) -> i64 {
        self.version.parse().unwrap_or(0)
    }

    /// The corrected line and the reason, or what is wrong with each field. `known` are the
    /// moments that the form may have shown.
    ///
    /// # Errors
    /// A fault of the content pack.
    pub(crate) fn read(
        &self,
        platform: &Platform,
        words: &Words,
        known: &[Moment],
    ) -> Result<Result<(NewEntry, String), Vec<FieldError>>, Problem> {
        let mut errors = Vec::new();
        let times = &content()?.times;
        let moment = read_time(words, times, &self.time, (platform.clock.now(), known))
            .unwrap_or_else(|text| {
                errors.push(FieldError::new("time", text));
                Moment::Unknown
            });
        let mut clean = |name: &str, typed: &str, max: usize, empty: &str| {
            clean_text(typed, max).unwrap_or_else(|error| {
                let text = match error {
                    TextError::Empty => words.t(empty),
                    TextError::TooLong { max } => words.t1("record-too-long", "max", max),
                };
                errors.push(FieldError::new(name, text));
                String::new()
            })
        };
        let text = clean("text", &self.text, LONGEST_TEXT, "record-text-missing");
        let reason = clean("reason", &self.reason, LONGEST_REASON, "record-reason-missing");
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let kind = EntryKind::from_name(&self.kind).unwrap_or(EntryKind::Happening);
        let source = String::new();
        Ok(Ok((NewEntry { kind, moment, text, automatic: false, source }, reason)))
    }
}
