//! Why a typed time was refused, in the words of the place where it was typed.

use hikeshi_i18n::Words;
use hikeshi_when::WhenError;

/// The sentences of one place, each by its key in the interface words: a person at a form and the
/// reader of an import's report are told differently.
pub(crate) struct TimeWords {
    /// Nothing was typed.
    pub empty: &'static str,
    /// Too many letters; takes `max`.
    pub too_long: &'static str,
    /// No time in the text.
    pub not_understood: &'static str,
    /// Words beside the time; takes `text`.
    pub left_over: &'static str,
    /// No such day; takes `month` and `day`.
    pub no_such_day: &'static str,
    /// No such time of the day; takes `time`.
    pub no_such_time: &'static str,
    /// The end lies before the beginning.
    pub ends_before_start: &'static str,
    /// Outside the calendar.
    pub out_of_range: &'static str,
    /// How much of the typed text a sentence repeats.
    pub quoted: fn(&str) -> String,
}

impl TimeWords {
    /// What is wrong with a time, and what to do.
    pub(crate) fn explain(&self, words: &Words, error: &WhenError) -> String {
        match error {
            WhenError::Empty => words.t(self.empty),
            WhenError::TooLong { max } => words.t1(self.too_long, "max", max),
            WhenError::NotUnderstood { .. } => words.t(self.not_understood),
            WhenError::LeftOver { text } => words.t1(self.left_over, "text", (self.quoted)(text)),
            WhenError::NoSuchDay { month, day } => {
                words.ta(self.no_such_day, &[("month", month), ("day", day)])
            }
            WhenError::NoSuchTime { hour, minute } => {
                words.t1(self.no_such_time, "time", format!("{hour}:{minute:02}"))
            }
            WhenError::EndsBeforeStart => words.t(self.ends_before_start),
            WhenError::OutOfRange => words.t(self.out_of_range),
        }
    }
}
