//! The decision about a duty, as typed.

use hikeshi_incidents::model::incident;
use hikeshi_kernel::{TextError, clean_line, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::Deserialize;

use super::report_time::ReportTime;
use crate::duties::Choice;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 2000;
/// The longest receipt number.
const LONGEST_RECEIPT: usize = 200;

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct DutyForm {
    #[serde(default)]
    pub choice: String,
    #[serde(default)]
    pub because: String,
    #[serde(default)]
    pub done_at: String,
    #[serde(default)]
    pub receipt: String,
    /// The basis that the person saw.
    #[serde(default)]
    pub basis: String,
    /// The revision of the decision that the person saw.
    #[serde(default)]
    pub seen: String,
}

/// The same, read.
pub(crate) struct ReadDuty {
    pub choice: Choice,
    pub because: String,
    pub done_at: Option<Timestamp>,
    pub receipt: String,
    pub seen: i64,
}

impl DutyForm {
    /// Reads it; mistakes come back with the field they belong to.
    pub(crate) fn read(
        &self,
        platform: &Platform,
        context: &RequestContext,
        incident: &incident::Model,
    ) -> Result<Result<ReadDuty, Vec<FieldError>>, Problem> {
        let words = &context.words;
        let mut errors = Vec::new();
        let mut wrong = |field: &str, text: String| errors.push(FieldError::new(field, text));
        let choice = Choice::from_name(&self.choice);
        if choice.is_none() {
            wrong("choice", words.t("duties-choice-missing"));
        }
        let because = match clean_text(&self.because, LONGEST_REASON) {
            Ok(text) => text,
            Err(TextError::Empty) => {
                if choice == Some(Choice::DoNotReport) {
                    wrong("because", words.t("duties-because-missing"));
                }
                String::new()
            }
            Err(TextError::TooLong { max }) => {
                wrong("because", words.t1("duties-too-long", "max", max));
                String::new()
            }
        };
        let receipt = match clean_line(&self.receipt, LONGEST_RECEIPT) {
            Ok(text) => text,
            Err(TextError::Empty) => String::new(),
            Err(TextError::TooLong { max }) => {
                wrong("receipt", words.t1("duties-too-long", "max", max));
                String::new()
            }
        };
        let mut done_at = None;
        if choice == Some(Choice::Reported) {
            let now = platform.clock.now();
            let time = ReportTime {
                now,
                incident,
                approved: None,
                missing: "duties-done-at-missing",
                future: "duties-done-at-future",
            };
            match time.read(words, &self.done_at)? {
                Ok(at) => done_at = Some(at),
                Err(text) => wrong("done_at", text),
            }
        }
        let Some(choice) = choice.filter(|_| errors.is_empty()) else { return Ok(Err(errors)) };
        let seen = self.seen.parse().unwrap_or(0);
        Ok(Ok(ReadDuty { choice, because, done_at, receipt, seen }))
    }
}
