//! Fields for a time, as people type it.

use hikeshi_i18n::Words;
use hikeshi_kernel::Moment;
use hikeshi_when::{Vocabulary, WhenError, parse_moment_loosely};
use jiff::Timestamp;

use crate::time_words::TimeWords;

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
