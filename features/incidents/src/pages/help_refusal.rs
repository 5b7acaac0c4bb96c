//! Why an answer cannot be used, in plain words that say what to do.

use hikeshi_i18n::Words;
use hikeshi_when::WhenError;

use crate::help::Refusal;

/// Letters of the typed text that a message repeats.
const MOST_REPEATED: usize = 30;

/// The message beside the field.
pub(crate) fn refusal_text(words: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooLong { max } => words.t1("help-error-long", "max", max),
        Refusal::Ahead => words.t("help-error-time-ahead"),
        Refusal::Time(error) => time_text(words, error),
    }
}

fn time_text(words: &Words, error: &WhenError) -> String {
    match error {
        WhenError::TooLong { max } => words.t1("help-error-long", "max", max),
        WhenError::Empty | WhenError::NotUnderstood { .. } => words.t("help-error-time"),
        WhenError::LeftOver { text } => {
            let text: String = text.chars().take(MOST_REPEATED).collect();
            words.t1("help-error-time-rest", "text", text)
        }
        WhenError::NoSuchDay { month, day } => {
            words.ta("help-error-time-day", &[("month", month), ("day", day)])
        }
        WhenError::NoSuchTime { hour, minute } => {
            let time = format!("{hour}:{minute:02}");
            words.t1("help-error-time-clock", "time", time)
        }
        WhenError::EndsBeforeStart => words.t("help-error-time-range"),
        WhenError::OutOfRange => words.t("help-error-time-far"),
    }
}
