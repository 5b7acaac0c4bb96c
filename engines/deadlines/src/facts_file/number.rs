//! A number of persons or hours as people write it: `1,001`, full-width digits, with a unit, with
//! "about" or "or more", in ten thousands, as a range.

use super::value::{folded, means_unknown};
use crate::{Certainty, Hours, ReadingWords, Value, Wanted};

/// Numbers are read to the third place after the point.
const ONE: u64 = 1000;

/// A number of persons; `None` where nothing is said.
pub(super) fn count(text: &str, words: &ReadingWords) -> Result<Option<Value>, Wanted> {
    if means_unknown(text, words) {
        return Ok((!text.trim().is_empty()).then_some(Value::Unknown));
    }
    let (thousandths, certainty) = amount(&folded(text), words).ok_or(Wanted::Number)?;
    if thousandths % ONE != 0 {
        return Err(Wanted::Number);
    }
    Ok(Some(Value::Count { number: thousandths / ONE, certainty }))
}

/// The time that a clause gives: hours unless the text says minutes; parts of a minute are cut off,
/// so that a clock ends early, never late. `None` where it is not known.
pub(super) fn hours(text: &str, words: &ReadingWords) -> Result<Option<Hours>, Wanted> {
    if means_unknown(text, words) {
        return Ok(None);
    }
    let folded = folded(text);
    let rest = without_affix(&folded, &words.within).unwrap_or(&folded);
    let (number, minutes_in_one) = match words.minutes.iter().find_map(|unit| suffix(rest, unit)) {
        Some(minutes) => (minutes, 1),
        None => (rest, 60),
    };
    let (thousandths, _) = amount(number, words).ok_or(Wanted::Hours)?;
    let minutes = thousandths.checked_mul(minutes_in_one).ok_or(Wanted::Hours)? / ONE;
    u32::try_from(minutes)
        .map(|minutes| Some(Hours::from_minutes(minutes)))
        .map_err(|_| Wanted::Hours)
}

/// A number in thousandths with what its words say about it. Of a range the lower end: there are at
/// least so many.
fn amount(text: &str, words: &ReadingWords) -> Option<(u64, Certainty)> {
    if let Some(number) = scaled(text, words) {
        return Some((number, Certainty::Confirmed));
    }
    if let Some(rest) = words.units.iter().find_map(|unit| suffix(text, unit)) {
        return amount(rest, words);
    }
    if let Some((number, _)) = range(text, words) {
        return Some((number, Certainty::AtLeast));
    }
    let qualifiers = [
        (&words.about, Certainty::Suspected, 0),
        (&words.at_least, Certainty::AtLeast, 0),
        (&words.more_than, Certainty::AtLeast, 1),
        (&words.at_most, Certainty::AtMost, 0),
        (&words.less_than, Certainty::AtMost, -1),
    ];
    let (rest, stated, step) = qualifiers
        .into_iter()
        .find_map(|(list, stated, step)| Some((without_affix(text, list)?, stated, step)))?;
    let (number, inner) = amount(rest, words)?;
    let number = match step {
        1 => number.checked_add(ONE)?,
        -1 => number.checked_sub(ONE)?,
        _ => number,
    };
    let agree = inner == Certainty::Confirmed || inner == stated;
    Some((number, if agree { stated } else { Certainty::Suspected }))
}

/// Both ends of a range.
fn range(text: &str, words: &ReadingWords) -> Option<(u64, u64)> {
    let ends = |mark: &String| {
        let (from, until) = text.split_once(mark.as_str())?;
        let (from, _) = amount(from.trim(), words)?;
        let (until, _) = amount(until.trim(), words)?;
        (from <= until).then_some((from, until))
    };
    words.between.iter().find_map(ends)
}

/// A number written with words for ten thousand and the like, the largest first.
fn scaled(text: &str, words: &ReadingWords) -> Option<u64> {
    let largest = words.scales.iter().filter(|(word, _)| text.contains(word.as_str()));
    let Some((word, times)) = largest.max_by_key(|(_, times)| **times) else {
        return decimal(text);
    };
    let (head, tail) = text.split_once(word.as_str())?;
    let head = if head.trim().is_empty() { ONE } else { scaled(head.trim(), words)? };
    let tail = if tail.trim().is_empty() { 0 } else { scaled(tail.trim(), words)? };
    let head = head.checked_mul(*times)?;
    (tail < times.checked_mul(ONE)?).then(|| head.checked_add(tail)).flatten()
}

/// Digits in thousandths; commas only before groups of three, at most three places.
fn decimal(text: &str) -> Option<u64> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(places) || places.len() > 3 || text.ends_with('.') {
        return None;
    }
    let whole: u64 = grouped(whole)?.parse().ok()?;
    let places: u64 = format!("{places:0<3}").parse().ok()?;
    whole.checked_mul(ONE)?.checked_add(places)
}

fn grouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let rest: Vec<&str> = groups.collect();
    let fits = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits = first.to_owned() + &rest.concat();
    (fits && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

fn without_affix<'a>(text: &'a str, list: &[String]) -> Option<&'a str> {
    let cut = |word: &String| {
        text.strip_prefix(word.as_str()).or_else(|| text.strip_suffix(word.as_str()))
    };
    list.iter().find_map(cut).map(str::trim).filter(|rest| !rest.is_empty())
}

fn suffix<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_suffix(word).map(str::trim).filter(|rest| !rest.is_empty())
}
