//! How far a device's clock was off, read as people write it.

use hikeshi_kernel::fold_width;
use serde::Deserialize;

/// The words that people use; from `content/evidence/guidance.yaml`.
#[derive(Debug, Clone, Deserialize)]
pub struct OffsetWords {
    /// The clock is ahead of the right time.
    pub fast: Vec<String>,
    /// The clock is behind.
    pub slow: Vec<String>,
    /// It is right.
    pub none: Vec<String>,
    /// Turns the meaning round: then it is not read.
    pub not: Vec<String>,
    /// Days.
    pub days: Vec<String>,
    /// Hours.
    pub hours: Vec<String>,
    /// Minutes.
    pub minutes: Vec<String>,
    /// Seconds.
    pub seconds: Vec<String>,
}

/// A clock with an empty battery shows the year in which it was made: nobody is off by more.
const MOST_SECONDS: i64 = 100 * 366 * 86_400;

/// The seconds by which the clock is ahead of the right time (negative if it is behind): from
/// `+00:03:20`, `-0:00:12`, or words ("3 minutes 20 seconds fast"). `None` for anything in which
/// number, unit or direction is missing.
#[must_use]
pub fn read_offset(words: &OffsetWords, text: &str) -> Option<i64> {
    let text: String = fold_width(text).to_lowercase().replace(['\u{2212}', '\u{2010}'], "-");
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let says = |list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
    if words.none.contains(&text) {
        return Some(0);
    }
    if says(&words.not) {
        return None;
    }
    let ahead = text.starts_with('+') || says(&words.fast);
    let behind = text.starts_with('-') || says(&words.slow);
    let sign = match (ahead, behind) {
        (true, false) => 1,
        (false, true) => -1,
        _ => return None,
    };
    let seconds = if text.contains(':') { by_clock(&text) } else { by_units(words, &text) }?;
    (seconds <= MOST_SECONDS).then_some(sign * seconds)
}

/// `+HH:MM:SS`, as it is written again: `+00:03:20`.
#[must_use]
pub fn offset_text(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let rest = seconds.unsigned_abs();
    format!("{sign}{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

/// Hours, minutes and seconds; all three, as two could be read in two ways.
fn by_clock(text: &str) -> Option<i64> {
    let is_part = |c: char| c.is_ascii_digit() || c == ':';
    let start = text.find(is_part)?;
    let clock = &text[start..];
    let clock = &clock[..clock.find(|c| !is_part(c)).unwrap_or(clock.len())];
    let parts: Vec<&str> = clock.split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<i64>().ok().filter(|_| part.len() <= 7);
    let (minutes, seconds) = (number(minutes)?, number(seconds)?);
    (minutes < 60 && seconds < 60).then_some(number(hours)? * 3600 + minutes * 60 + seconds)
}

/// Numbers, each with its unit right behind it.
fn by_units(words: &OffsetWords, text: &str) -> Option<i64> {
    let units =
        [(&words.days, 86_400), (&words.hours, 3600), (&words.minutes, 60), (&words.seconds, 1)];
    let mut sum: Option<i64> = None;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number: i64 = number.parse().ok().filter(|number| *number <= MOST_SECONDS)?;
        let fits = |(list, _): &&(&Vec<String>, i64)| {
            list.iter().any(|unit| after.starts_with(unit.as_str()))
        };
        let (_, length) = units.iter().find(fits)?;
        sum = Some(sum.unwrap_or(0).checked_add(number.checked_mul(*length)?)?);
        rest = after;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> OffsetWords {
        let list = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect();
        OffsetWords {
            fast: list(&["fast", "ahead"]),
            slow: list(&["slow", "behind"]),
            none: list(&["none", "0"]),
            not: list(&["not"]),
            days: list(&["day"]),
            hours: list(&["h"]),
            minutes: list(&["min"]),
            seconds: list(&["s"]),
        }
    }

    #[test]
    fn offsets_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("+00:03:20", Some(200)),
            ("-0:00:12", Some(-12)),
            ("\u{FF0B}00\u{FF1A}03\u{FF1A}20", Some(200)),
            ("\u{2212}01:00:00", Some(-3600)),
            ("3 min 20 s fast", Some(200)),
            ("about 2 min behind", Some(-120)),
            ("1 day 2 h slow", Some(-93_600)),
            ("none", Some(0)),
            ("0", Some(0)),
            ("3 min", None),
            ("+3", None),
            ("+03:20", None),
            ("+00:99:00", None),
            ("3 min fast or slow", None),
            ("not 3 min fast", None),
            ("+99999999999999999999 s", None),
            ("", None),
        ] {
            assert_eq!(read_offset(&words(), text), seconds, "{text}");
        }
    }

    #[test]
    fn an_offset_is_written_as_it_can_be_typed() {
        for text in ["+00:03:20", "-26:00:00", "+00:00:00"] {
            let seconds = read_offset(&words(), text);
            assert_eq!(seconds.map(offset_text).as_deref(), Some(text));
        }
    }
}
