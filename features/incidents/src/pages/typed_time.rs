//! Fields for a time, as people type it.

use hikeshi_i18n::Words;
use hikeshi_kernel::Moment;
use hikeshi_when::{Vocabulary, WhenError, parse_moment_loosely};
use jiff::Timestamp;

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
        Err(error) => Err(explained(words, &error)),
    }
}

/// What is wrong with a time, and what to do.
pub(crate) fn explained(words: &Words, error: &WhenError) -> String {
    match error {
        WhenError::Empty => words.t("record-time-empty"),
        WhenError::TooLong { max } => words.t1("record-time-long", "max", max),
        WhenError::NotUnderstood { .. } => words.t("record-time-unclear"),
        WhenError::LeftOver { text } => words.t1("record-time-left-over", "text", text),
        WhenError::NoSuchDay { month, day } => {
            words.ta("record-time-no-day", &[("month", month), ("day", day)])
        }
        WhenError::NoSuchTime { hour, minute } => {
            let time = format!("{hour}:{minute:02}");
            words.t1("record-time-no-time", "time", time)
        }
        WhenError::EndsBeforeStart => words.t("record-time-backwards"),
        WhenError::OutOfRange => words.t("record-time-far"),
    }
}
