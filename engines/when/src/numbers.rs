//! The parts of a time that are written with numbers.

use crate::{
    parts::{Ago, ClockTime, DateSpec, Parts},
    reader::{Reader, fill},
    vocabulary::Meaning,
};

/// A day: 2026-11-20, 2026/11/20, 26/11/20, 11/20, 11-20, 11/20/2026, 20261120, R8.11.20, and with the
/// vocabulary's units and months.
/// A time that ISO 8601 joins with `T` is read with it.
pub(crate) fn date(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    if parts.date.is_some() || !begins_alone(reader.chars, at) {
        return None;
    }
    let (spec, end) = with_signs(reader, at)
        .or_else(|| without_signs(reader, at))
        .or_else(|| with_units(reader, at))
        .or_else(|| with_month_name(reader, at))?;
    parts.date = Some(spec);
    let joined = reader.chars.get(end) == Some(&'t');
    let mut clock = |at| {
        let signs = with_signs_clock(reader, at, parts);
        signs.or_else(|| four_digits(reader, at, parts))
    };
    Some(if joined { clock(end + 1).unwrap_or(end) } else { end })
}

/// A time of day: 7:20, 07:20:30, and with the vocabulary's units; an hour of the 12-hour clock.
pub(crate) fn clock(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    if parts.clock.is_some() || !begins_alone(reader.chars, at) {
        return None;
    }
    with_signs_clock(reader, at, parts)
        .or_else(|| four_digits(reader, at, parts))
        .or_else(|| hour_with_units(reader, at, parts))
        .or_else(|| hour_before_half(reader, at, parts))
}

/// So long ago: a number with one of the vocabulary's words.
pub(crate) fn ago(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    if !begins_alone(reader.chars, at) {
        return None;
    }
    let (count, end) = number(reader, at)?;
    let (meaning, end) = reader.word(reader.skip_blank(end))?;
    let ago = match meaning {
        Meaning::AgoMinutes { minutes, plus } => {
            Ago::Minutes(i64::from(count) * i64::from(minutes) + i64::from(plus))
        }
        Meaning::AgoDays { days } => Ago::Days(i64::from(count) * i64::from(days)),
        _ => return None,
    };
    fill(&mut parts.ago, ago).then_some(end)
}

/// A named time of day, given in minutes after midnight.
pub(crate) fn named_clock(minutes: u16) -> ClockTime {
    ClockTime { hour: u32::from(minutes / 60), minute: u32::from(minutes % 60), second: 0 }
}

fn with_signs(reader: Reader<'_>, at: usize) -> Option<(DateSpec, usize)> {
    let chars = reader.chars;
    let (era, start) = era(reader, at);
    let (first, mut end) = digits(chars, start)?;
    let sign = *chars.get(end).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let (second, after) = digits(chars, end + 1)?;
    let third = (chars.get(after) == Some(&sign)).then(|| digits(chars, after + 1)).flatten();
    let long_first = end - start == 4;
    let spec = match third {
        Some((third, last)) if era > 0 && end - start <= 2 && last - after <= 3 => {
            end = last;
            let year = Some(first + era);
            DateSpec::Calendar { year, month: Some(second), day: Some(third) }
        }
        _ if era > 0 => return None,
        Some((third, last)) if long_first => {
            end = last;
            DateSpec::Calendar { year: Some(first), month: Some(second), day: Some(third) }
        }
        Some((third, last)) if sign == '/' && last - after == 5 => {
            end = last;
            DateSpec::Calendar { year: Some(third), month: Some(first), day: Some(second) }
        }
        // Two digits that can be no month are a year of this century.
        Some((third, last)) if sign == '/' && (13..100).contains(&first) && last - after <= 3 => {
            end = last;
            DateSpec::ShortYear { year: first, month: second, day: third }
        }
        None if sign == '/' && !long_first => {
            end = after;
            DateSpec::Calendar { year: None, month: Some(first), day: Some(second) }
        }
        // "3-4 PCs" is no day: a hyphen needs a time of day behind it, or nothing.
        None if sign == '-'
            && end - start <= 2
            && after - end <= 3
            && stands(reader, at, after) =>
        {
            end = after;
            DateSpec::Calendar { year: None, month: Some(first), day: Some(second) }
        }
        None if sign != '.' && long_first => {
            end = after;
            DateSpec::Calendar { year: Some(first), month: Some(second), day: None }
        }
        _ => return None,
    };
    ends_alone(reader, end).then_some((spec, end))
}

/// Does nothing follow a day from `start` to `at`, or a blank and a time of day? And is it no end
/// of a longer number with hyphens?
fn stands(reader: Reader<'_>, start: usize, at: usize) -> bool {
    if start.checked_sub(1).is_some_and(|before| reader.chars.get(before) == Some(&'-')) {
        return false;
    }
    let next = reader.skip_blank(at);
    let mut parts = Parts::default();
    next == reader.chars.len()
        || next > at
            && with_signs_clock(reader, next, &mut parts)
                .or_else(|| hour_with_units(reader, next, &mut parts))
                .is_some()
}

/// Eight digits such as 20261120, alone or before the `t` of ISO 8601.
fn without_signs(reader: Reader<'_>, at: usize) -> Option<(DateSpec, usize)> {
    let chars = reader.chars;
    let run: Vec<u32> = chars.get(at..)?.iter().map_while(|c| c.to_digit(10)).take(9).collect();
    let [1 | 2, 9 | 0, ..] = run.as_slice() else { return None };
    if run.len() != 8 {
        return None;
    }
    let number = |digits: &[u32]| digits.iter().fold(0, |sum, digit| sum * 10 + digit);
    let (month, day) = (number(&run[4..6]), number(&run[6..]));
    let year = Some(number(&run[..4]));
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    let end = at + 8;
    (real && ends_alone(reader, end))
        .then_some((DateSpec::Calendar { year, month: Some(month), day: Some(day) }, end))
}

/// The years before an era that is named at `at`, and the position after it.
fn era(reader: Reader<'_>, at: usize) -> (u32, usize) {
    match reader.word(at) {
        Some((Meaning::Era { before }, end)) => (u32::from(before), reader.skip_blank(end)),
        _ => (0, at),
    }
}

fn with_units(reader: Reader<'_>, at: usize) -> Option<(DateSpec, usize)> {
    let (era, start) = era(reader, at);
    let mut end = start;
    let mut take = |unit: Meaning| {
        let (value, after) = number_with_unit(reader, reader.skip_blank(end), unit)?;
        end = after;
        Some(value)
    };
    let year = take(Meaning::UnitYear).map(|year| year + era);
    let month = take(Meaning::UnitMonth);
    let day = take(Meaning::UnitDay);
    let complete = month.is_some() || (year.is_none() && day.is_some());
    let era_has_year = era == 0 || year.is_some();
    let complete = complete && (year.is_none() || month.is_some()) && era_has_year;
    complete.then_some((DateSpec::Calendar { year, month, day }, end))
}

/// "20 November 2026", "November 20, 2026", "Nov 20", "November 2026".
fn with_month_name(reader: Reader<'_>, at: usize) -> Option<(DateSpec, usize)> {
    let (month, day, mut end) = if let Some((Meaning::MonthName { month }, end)) = reader.word(at) {
        let (day, end) = digits(reader.chars, reader.skip_blank(end))?;
        if day >= 1000 {
            let spec = DateSpec::Calendar { year: Some(day), month: Some(month.into()), day: None };
            return ends_alone(reader, end).then_some((spec, end));
        }
        (month, day, end)
    } else {
        let (day, end) = digits(reader.chars, at)?;
        match reader.word(reader.skip_blank(end))? {
            (Meaning::MonthName { month }, end) => (month, day, end),
            _ => return None,
        }
    };
    let comma = if reader.chars.get(end) == Some(&',') { end + 1 } else { end };
    let mut year = None;
    if let Some((value, after)) = digits(reader.chars, reader.skip_blank(comma))
        && value >= 1000
        && ends_alone(reader, after)
    {
        year = Some(value);
        end = after;
    }
    let spec = DateSpec::Calendar { year, month: Some(month.into()), day: Some(day) };
    ends_alone(reader, end).then_some((spec, end))
}

fn with_signs_clock(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let chars = reader.chars;
    let (hour, end) = digits(chars, at).filter(|&(_, end)| end - at <= 2)?;
    let (minute, mut end) = after_colon(chars, end)?;
    let mut second = 0;
    if let Some((value, after)) = after_colon(chars, end) {
        (second, end) = (value, after);
        if chars.get(end) == Some(&'.') && chars.get(end + 1).is_some_and(char::is_ascii_digit) {
            end += 1;
            end += chars[end..].iter().take_while(|letter| letter.is_ascii_digit()).count();
        }
    }
    let joined = at > 0 && chars.get(at - 1) == Some(&'t');
    if let Some((offset, after)) = utc_offset(chars, end).filter(|_| joined) {
        parts.offset = Some(offset);
        end = after;
    }
    if !ends_alone(reader, end) {
        return None;
    }
    fill(&mut parts.clock, ClockTime { hour, minute, second })
        .then(|| after_half(reader, end, parts))
}

/// "0720" right behind eight digits of a day: both without signs.
fn four_digits(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let chars = reader.chars;
    let before = chars.get(at.checked_sub(9)?..at)?;
    let joined = before.last().is_some_and(|c| matches!(c, ' ' | 't'));
    if !joined || !before[..8].iter().all(char::is_ascii_digit) {
        return None;
    }
    let run: String = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).collect();
    let two = |from: usize| run.get(from..from + 2).and_then(|text| text.parse().ok());
    let clock = match run.len() {
        4 => ClockTime { hour: two(0)?, minute: two(2)?, second: 0 },
        6 => ClockTime { hour: two(0)?, minute: two(2)?, second: two(4)? },
        _ => return None,
    };
    let end = at + run.len();
    if !ends_alone(reader, end) || !fill(&mut parts.clock, clock) {
        return None;
    }
    match utc_offset(chars, end) {
        Some((offset, after)) => {
            parts.offset = Some(offset);
            Some(after)
        }
        None => Some(end),
    }
}

fn after_colon(chars: &[char], at: usize) -> Option<(u32, usize)> {
    (chars.get(at) == Some(&':'))
        .then(|| digits(chars, at + 1))
        .flatten()
        .filter(|&(_, end)| end - at == 3)
}

/// `Z`, `+09:00`, `+0900`; read only after a time that `T` joins to its date.
fn utc_offset(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let sign = match chars.get(at)? {
        'z' => return Some((0, at + 1)),
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (value, end) = digits(chars, at + 1)?;
    let (hours, minutes, end) = match (end - at, after_colon(chars, end)) {
        (3, Some((minutes, end))) => (value, minutes, end),
        (5, None) => (value / 100, value % 100, end),
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours <= 18 && minutes < 60).then_some((sign * seconds, end))
}

fn hour_with_units(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let (hour, mut end) = number_with_unit(reader, at, Meaning::UnitHour)?;
    let (mut minute, mut second) = (0, 0);
    if let Some((Meaning::HalfHour, after)) = reader.word(end) {
        (minute, end) = (30, after);
    } else if let Some((value, after)) =
        number_with_unit(reader, reader.skip_blank(end), Meaning::UnitMinute)
    {
        (minute, end) = (value, after);
        if let Some((value, after)) =
            number_with_unit(reader, reader.skip_blank(end), Meaning::UnitSecond)
        {
            (second, end) = (value, after);
        }
    }
    fill(&mut parts.clock, ClockTime { hour, minute, second })
        .then(|| after_half(reader, end, parts))
}

/// "3 pm"
fn hour_before_half(reader: Reader<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let (hour, end) = digits(reader.chars, at).filter(|&(_, end)| end - at <= 2)?;
    let Some((Meaning::Half { from: None, .. }, _)) = reader.word(reader.skip_blank(end)) else {
        return None;
    };
    fill(&mut parts.clock, ClockTime { hour, minute: 0, second: 0 })
        .then(|| after_half(reader, end, parts))
}

/// Takes "am" or "pm" after a time of day.
fn after_half(reader: Reader<'_>, at: usize, parts: &mut Parts) -> usize {
    match reader.word(reader.skip_blank(at)) {
        Some((Meaning::Half { afternoon, from: None, .. }, end)) => {
            if fill(&mut parts.afternoon, afternoon) { end } else { at }
        }
        _ => at,
    }
}

fn number_with_unit(reader: Reader<'_>, at: usize, unit: Meaning) -> Option<(u32, usize)> {
    let (value, end) = number(reader, at)?;
    let (meaning, end) = reader.word(reader.skip_blank(end))?;
    (meaning == unit).then_some((value, end))
}

/// A number in digits, or written with the vocabulary's numerals up to 99.
fn number(reader: Reader<'_>, at: usize) -> Option<(u32, usize)> {
    digits(reader.chars, at).or_else(|| numerals(reader, at))
}

fn numerals(reader: Reader<'_>, at: usize) -> Option<(u32, usize)> {
    let numeral = |at| match reader.word(at) {
        Some((Meaning::Numeral { value }, end)) => Some((u32::from(value), end)),
        _ => None,
    };
    let (mut value, mut end) = numeral(at)?;
    if value < 10
        && let Some((10, after)) = numeral(end)
    {
        (value, end) = (value * 10, after);
    }
    if value >= 10
        && let Some((ones @ 1..10, after)) = numeral(end)
    {
        (value, end) = (value + ones, after);
    }
    Some((value, end))
}

/// One to four digits that are not part of a longer number.
fn digits(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let run: String = chars.get(at..)?.iter().take(5).take_while(|c| c.is_ascii_digit()).collect();
    let value = run.parse().ok()?;
    (run.len() <= 4).then_some((value, at + run.len()))
}

/// A time does not begin inside an address, a version or a word.
fn begins_alone(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|index| chars.get(index));
    !before.is_some_and(|&c| c.is_ascii_alphanumeric() || ".:/_#@&=%$\\".contains(c))
}

/// A time does not end inside an address, a version or a word.
fn ends_alone(reader: Reader<'_>, at: usize) -> bool {
    let Some(&next) = reader.chars.get(at) else { return true };
    let then_digit = reader.chars.get(at + 1).is_some_and(char::is_ascii_digit);
    let joined = "./:".contains(next) && then_digit || next == '_' || next == '%';
    let letter = next.is_ascii_alphabetic() && next != 't' && reader.word(at).is_none();
    !(joined || letter || next.is_ascii_digit())
}
