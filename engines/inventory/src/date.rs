//! Days as lists write them: Western and Japanese years, wide digits, the numbers of Excel.

use hikeshi_kernel::fold_width;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::words;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateFault {
    /// It does not look like one.
    NoDay,
    /// There is no such day in the calendar, or the era had no such year.
    NoSuchDay,
    /// Day and month may be the wrong way round.
    Ambiguous,
    /// Only a year, or a year and month.
    NotWhole,
}

/// The days that a number of Excel may mean: 1927 to 2119.
const EXCEL: std::ops::RangeInclusive<i64> = 10_000..=80_000;

/// The first year of the era that ended on 1989-01-07. The years of the one after it went on being
/// written for days to come, in papers made before 2019, so that these are read.
const SHOWA: i16 = 1926;

/// The day that a text names. A text may have a time of day after it.
///
/// # Errors
/// [`DateFault`]
pub fn read_date(text: &str) -> Result<Date, DateFault> {
    let text = fold_width(text);
    let text = text.trim();
    if let Ok(number) = text.trim_end_matches(".0").parse::<i64>() {
        return of_number(number, text);
    }
    let (era, rest) = era_of(text);
    let numbers = numbers_of(rest);
    match (era, numbers.as_slice()) {
        (Some(first), [year, month, day, ..]) => {
            let year = i16::try_from(*year).map_err(|_| DateFault::NoSuchDay)?;
            if year < 1 {
                return Err(DateFault::NoSuchDay);
            }
            let day = day_of(i64::from(first + year - 1), *month, *day)?;
            if first == SHOWA && day > date(1989, 1, 7) {
                Err(DateFault::NoSuchDay)
            } else {
                Ok(day)
            }
        }
        (Some(_), [_] | [_, _]) => Err(DateFault::NotWhole),
        (None, [year @ 1900..=2199, month, day, ..]) => day_of(*year, *month, *day),
        (None, [1900..=2199] | [1900..=2199, 1..=12]) => Err(DateFault::NotWhole),
        (None, [month, day, year @ 1900..=2199, ..]) => western(*month, *day, *year),
        _ => Err(DateFault::NoDay),
    }
}

/// `20260301`, or the days since 1899-12-30 that Excel counts.
fn of_number(number: i64, text: &str) -> Result<Date, DateFault> {
    if text.len() == 8 && (19_000_000..=21_991_231).contains(&number) {
        return day_of(number / 10_000, number / 100 % 100, number % 100);
    }
    if EXCEL.contains(&number) {
        let days = jiff::Span::new().days(number);
        return date(1899, 12, 30).checked_add(days).map_err(|_| DateFault::NoSuchDay);
    }
    let is_year = (1900..=2199).contains(&number);
    Err(if is_year { DateFault::NotWhole } else { DateFault::NoDay })
}

/// `3/15/2026`: month and day can be told apart only when one of them is above 12.
fn western(first: i64, second: i64, year: i64) -> Result<Date, DateFault> {
    match (first, second) {
        (13..=31, 1..=12) => day_of(year, second, first),
        (1..=12, 13..=31) => day_of(year, first, second),
        (a, b) if a == b => day_of(year, a, b),
        (1..=12, 1..=12) => Err(DateFault::Ambiguous),
        _ => Err(DateFault::NoSuchDay),
    }
}

fn day_of(year: i64, month: i64, day: i64) -> Result<Date, DateFault> {
    let small = |number: i64| i8::try_from(number).map_err(|_| DateFault::NoSuchDay);
    let year = i16::try_from(year).map_err(|_| DateFault::NoSuchDay)?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateFault::NoSuchDay)
}

/// The first year of the era that a text begins with, and what comes after its name. A text that
/// begins with the name of a weekday or month in letters has no era.
fn era_of(text: &str) -> (Option<i16>, &str) {
    let name_ends = text.find(|c: char| !c.is_alphabetic() || words::is_first_year(&c.to_string()));
    let (name, rest) = text.split_at(name_ends.unwrap_or(text.len()));
    match words::era(name) {
        Some(first) => (Some(first), rest),
        None => (None, text),
    }
}

/// The numbers of a text in their order, without those of a time of day: at most three. The word
/// for the first year of an era counts as 1.
fn numbers_of(text: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            numbers.extend(digits.parse::<i64>());
            digits.clear();
        }
        if letter == ':' || numbers.len() == 3 {
            break;
        }
        if words::is_first_year(&letter.to_string()) {
            numbers.push(1);
        }
        // Words between the numbers are no date; the signs of year, month and day are no ASCII.
        if letter.is_ascii_alphabetic() && letter != 'T' {
            return Vec::new();
        }
    }
    numbers
}
