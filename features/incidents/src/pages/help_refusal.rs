//! Why an answer cannot be used, in plain words that say what to do.

use hikeshi_i18n::Words;

use crate::{help::Refusal, time_words::TimeWords};

/// Letters of the typed text that a message repeats.
const MOST_REPEATED: usize = 30;

/// The message beside the field.
pub(crate) fn refusal_text(words: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooLong { max } => words.t1("help-error-long", "max", max),
        Refusal::Ahead => words.t("help-error-time-ahead"),
        Refusal::Time(error) => TIME.explain(words, error),
    }
}

/// Why a time on the help page could not be read.
const TIME: TimeWords = TimeWords {
    empty: "help-error-time",
    too_long: "help-error-long",
    not_understood: "help-error-time",
    left_over: "help-error-time-rest",
    no_such_day: "help-error-time-day",
    no_such_time: "help-error-time-clock",
    ends_before_start: "help-error-time-range",
    out_of_range: "help-error-time-far",
    quoted: |text| text.chars().take(MOST_REPEATED).collect(),
};
