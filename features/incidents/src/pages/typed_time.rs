//! Fields for a time, as people type it.

use hikeshi_i18n::Words;
use hikeshi_kernel::Moment;
use hikeshi_when::{Vocabulary, WhenError, parse_moment, parse_moment_loosely};
use jiff::Timestamp;

use crate::{
    case::{Certainty, lies_ahead},
    time_words::TimeWords,
};

/// Reads a typed time. `known` are the moments that the form may have shown: their words stand
/// for them, so that a field left as it was changes nothing.
///
/// # Errors
/// What to do about it, in the reader's language.
pub fn read_time(
    words: &Words,
    times: &Vocabulary,
    typed: &str,
    (now, known): (Timestamp, &[Moment]),
) -> Result<Moment, String> {
    let typed = typed.trim();
    if let Some(same) = known.iter().find(|moment| words.moment(moment) == typed) {
        return Ok(*same);
    }
    match parse_moment_loosely(times, typed, now) {
        Ok((moment, _)) => Ok(moment),
        Err(error) => Err(TIME.explain(words, &error)),
    }
}

/// Why a value cannot be the time of something that happened.
#[derive(Debug)]
pub(crate) enum TimeFault {
    /// It is no time.
    Unread(WhenError),
    /// It has not come yet.
    Ahead,
}

impl TimeFault {
    /// What to do about it, in the reader's language.
    pub(crate) fn explain(&self, words: &Words) -> String {
        match self {
            Self::Unread(_) => words.t("record-value-time"),
            Self::Ahead => words.t("record-time-ahead"),
        }
    }
}

/// Reads the value of a fact that is a time. Whoever says that it is not known may write any words:
/// they are kept, and the moment is unknown. The word "unknown" itself makes the fact unknown.
///
/// # Errors
/// [`TimeFault`] for words that are no time, and for a time that lies ahead.
pub(crate) fn read_time_value(
    times: &Vocabulary,
    typed: &str,
    certainty: Certainty,
    now: Timestamp,
) -> Result<(Moment, Certainty), TimeFault> {
    match parse_moment(times, typed, now) {
        Ok(Moment::Unknown) => Ok((Moment::Unknown, Certainty::Unknown)),
        Ok(moment) if lies_ahead(moment, now) => Err(TimeFault::Ahead),
        Ok(moment) => Ok((moment, certainty)),
        Err(_) if certainty == Certainty::Unknown => Ok((Moment::Unknown, certainty)),
        Err(error) => Err(TimeFault::Unread(error)),
    }
}

/// Why a time at the beginning of a line could not be read, in the reader's language.
pub(crate) fn why_unread(words: &Words, error: &WhenError) -> String {
    TIME.explain(words, error)
}

/// Why a time in a form could not be read.
const TIME: TimeWords = TimeWords {
    empty: "record-time-empty",
    too_long: "record-time-long",
    not_understood: "record-time-unclear",
    left_over: "record-time-left-over",
    no_such_day: "record-time-no-day",
    no_such_time: "record-time-no-time",
    ends_before_start: "record-time-backwards",
    out_of_range: "record-time-far",
    quoted: str::to_owned,
};
