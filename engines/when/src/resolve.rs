//! Places the parts of a time on the calendar.

use hikeshi_kernel::{Moment, japan};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    error::WhenError,
    parts::{Ago, ClockTime, DateSpec, Parts},
};

/// How far ahead of now a time may lie before it is taken for an earlier day: clocks differ.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// What is known around a point: the present instant and, in a range, the day of the other end.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub now: Timestamp,
    /// The day that is meant where none is said.
    pub day: Option<Date>,
    /// The record beside it tells what is left unsaid, not the present.
    pub beside: Option<Beside>,
}

/// The place of a time in a file of records.
#[derive(Clone, Copy)]
pub(crate) enum Beside {
    /// No record before it tells a day.
    Nothing,
    /// The day of the record beside it.
    Day(Date),
}

impl Context {
    /// Of what a person types now.
    pub const fn typed(now: Timestamp) -> Self {
        Self { now, day: None, beside: None }
    }

    /// The day from which unsaid parts are counted.
    fn today(self) -> Date {
        match self.beside {
            Some(Beside::Day(day)) => day,
            _ => japanese_day(self.now),
        }
    }

    fn has_neighbour(self) -> bool {
        matches!(self.beside, Some(Beside::Day(_)))
    }
}

/// A point on the calendar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub moment: Moment,
    /// Something that was not said was inferred.
    pub guessed: bool,
}

/// Places `parts` on the calendar.
pub(crate) fn place(parts: &Parts, context: Context) -> Result<Placed, WhenError> {
    if let (Some(ago), false, None) = (parts.ago, parts.has_day(), parts.clock) {
        return place_ago(ago, context.now);
    }
    let days = third_of(parts.third, days(parts, context)?);
    let placed = match (parts.clock, parts.part) {
        (Some(clock), part) => place_clock(parts, clock, part, days, context)?,
        (None, Some(part)) => place_part(part, days, context)?,
        (None, None) => place_days(parts, days)?,
    };
    let ahead = bounds(placed.moment)?.is_some_and(|(start, _)| start > context.now + AHEAD);
    Ok(Placed { guessed: placed.guessed || days.guessed || ahead, ..placed })
}

/// The first and last instant that a moment may mean; `None` for an unknown one.
pub(crate) fn bounds(moment: Moment) -> Result<Option<(Timestamp, Timestamp)>, WhenError> {
    Ok(match moment {
        Moment::Exact { at } | Moment::About { at } => Some((at, at)),
        Moment::Day { day } => Some((instant(day, 0)?, instant(day, DAY_MINUTES - 1)?)),
        Moment::Range { from, until } => Some((from, until)),
        Moment::Unknown => None,
    })
}

/// The day in Japan at an instant.
pub(crate) fn japanese_day(at: Timestamp) -> Date {
    at.to_zoned(japan()).date()
}

/// A range whose end names no year may reach so many days into the next year.
const LONGEST_INFERRED: i32 = 183;

const DAY_MINUTES: i64 = 24 * 60;

#[derive(Clone, Copy)]
struct Days {
    first: Date,
    last: Date,
    /// Whether a day was said at all.
    said: bool,
    guessed: bool,
}

fn days(parts: &Parts, context: Context) -> Result<Days, WhenError> {
    let today = context.today();
    let one = |day, said, guessed| Days { first: day, last: day, said, guessed };
    let days = match (parts.date, parts.weekday) {
        (None, None) => {
            let said = context.day.is_some() || context.has_neighbour();
            one(context.day.unwrap_or(today), said, context.beside.is_some())
        }
        (None, Some(weekday)) => {
            let back = (today.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
            one(add_days(today, -i64::from(back))?, true, true)
        }
        (Some(DateSpec::Offset(offset)), _) => one(add_days(today, offset.into())?, true, false),
        (Some(DateSpec::Week(weeks)), weekday) => {
            let since = i64::from(today.weekday().to_monday_zero_offset());
            let monday = add_days(today, i64::from(weeks) * 7 - since)?;
            match weekday {
                Some(weekday) => one(add_days(monday, i64::from(weekday) - 1)?, true, false),
                None => {
                    Days { first: monday, last: add_days(monday, 6)?, said: true, guessed: false }
                }
            }
        }
        (Some(DateSpec::Month(months)), _) => {
            let span = jiff::Span::new().try_months(months).map_err(|_| WhenError::OutOfRange)?;
            whole_month(today.checked_add(span).map_err(|_| WhenError::OutOfRange)?)
        }
        (Some(DateSpec::Calendar { year: None, month: Some(month), day: Some(day) }), weekday)
            if context.beside.is_some() && context.day.is_none() =>
        {
            one(recorded_day((month, day), weekday, today, context)?, true, true)
        }
        (Some(DateSpec::Calendar { year, month, day: Some(day) }), weekday) => {
            let found = calendar_day(year, month, day, context.day.unwrap_or(today), context)?;
            let differs = weekday.is_some_and(|w| found.weekday().to_monday_one_offset() != w);
            let far =
                year.is_none() && (found.year(), found.month()) != (today.year(), today.month());
            one(found, true, differs || (far && context.day.is_none()))
        }
        (Some(DateSpec::ShortYear { year, month, day }), _) => {
            one(calendar_day(Some(2000 + year), Some(month), day, today, context)?, true, true)
        }
        (Some(DateSpec::Calendar { year, month, day: None }), _) => {
            let month = month.unwrap_or(1);
            let first = match (year, context.has_neighbour() && context.day.is_none()) {
                (None, true) => recorded_day((month, 1), None, today, context)?,
                _ => calendar_day(year, Some(month), 1, today, context)?,
            };
            let days = whole_month(first);
            Days { guessed: year.is_none(), ..days }
        }
    };
    Ok(days)
}

/// The ten days of a month that were said; the last third has as many as are left.
fn third_of(third: Option<u8>, days: Days) -> Days {
    let ten = |from: i8, until: i8| {
        let day = |day| Date::new(days.first.year(), days.first.month(), day).ok();
        Some(Days { first: day(from)?, last: day(until)?, ..days })
    };
    let part = match third {
        Some(1) => ten(1, 10),
        Some(2) => ten(11, 20),
        Some(_) => ten(21, days.last.day()),
        None => None,
    };
    part.filter(|_| days.first != days.last).unwrap_or(days)
}

fn whole_month(day: Date) -> Days {
    Days { first: day.first_of_month(), last: day.last_of_month(), said: true, guessed: false }
}

/// The day of that number; a missing year or month is the latest that makes a day up to `today`
/// (in a range: the first that makes a day from the other end on).
fn calendar_day(
    year: Option<u32>,
    month: Option<u32>,
    day: u32,
    around: Date,
    context: Context,
) -> Result<Date, WhenError> {
    let wrong = WhenError::NoSuchDay { month: month.unwrap_or(0), day };
    if day == 0 || day > 31 || month.is_some_and(|month| month == 0 || month > 12) {
        return Err(wrong);
    }
    let forward = context.day.is_some();
    let fits = |found: &Date| if forward { *found >= around } else { *found <= around };
    let step = if forward { 1 } else { -1 };
    let found = match (year, month) {
        (Some(year), _) if !(1..=9998).contains(&year) => return Err(WhenError::OutOfRange),
        (Some(year), month) => civil(i64::from(year), month.unwrap_or(1), day),
        // Eight years reach the next 29 February from any day.
        (None, Some(month)) => (0..=8)
            .filter_map(|years| civil(i64::from(around.year()) + years * step, month, day))
            .find(fits)
            .filter(|found| !forward || days_between(around, *found) <= LONGEST_INFERRED)
            .or_else(|| civil(i64::from(around.year()), month, day).filter(|_| forward)),
        (None, None) => (0..=12)
            .filter_map(|back| {
                let months =
                    i64::from(around.year()) * 12 + i64::from(around.month()) - 1 + back * step;
                civil(months.div_euclid(12), u32::try_from(months.rem_euclid(12) + 1).ok()?, day)
            })
            .find(fits),
    };
    found.ok_or(wrong)
}

/// So many years before the present may a record without a year and a neighbour be.
const OLDEST_RECORD: i64 = 12;

/// The day of a record whose year is left out: the nearest to the record beside it; without one
/// the latest up to today. A day of the week that was written decides between years.
fn recorded_day(
    (month, day): (u32, u32),
    weekday: Option<i8>,
    around: Date,
    context: Context,
) -> Result<Date, WhenError> {
    let year = i64::from(around.year());
    let neighbour = context.has_neighbour();
    let fits = |found: &Date| weekday.is_none_or(|w| found.weekday().to_monday_one_offset() == w);
    let of = |year| civil(year, month, day);
    let by_weekday = match neighbour {
        true => (year - 1..=year + 1)
            .filter_map(of)
            .filter(fits)
            .min_by_key(|found| days_between(around, *found).abs()),
        false => (year - OLDEST_RECORD..=year)
            .rev()
            .filter_map(of)
            .find(|found| *found <= around && fits(found)),
    };
    let any = || match neighbour {
        true => (year - 1..=year + 1)
            .filter_map(of)
            .min_by_key(|found| days_between(around, *found).abs()),
        false => calendar_day(None, Some(month), day, around, context).ok(),
    };
    by_weekday.or_else(any).ok_or(WhenError::NoSuchDay { month, day })
}

fn days_between(from: Date, until: Date) -> i32 {
    from.until(until).map_or(i32::MAX, |span| span.get_days())
}

fn civil(year: i64, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1..=9998).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn place_days(parts: &Parts, days: Days) -> Result<Placed, WhenError> {
    if parts.ago.is_some() {
        return Err(WhenError::NotUnderstood { text: String::new() });
    }
    if days.first == days.last && !parts.about {
        return Ok(Placed { moment: Moment::Day { day: days.first }, guessed: false });
    }
    // "About the 20th" is the day with its neighbours.
    let slack = i64::from(parts.about && days.first == days.last);
    let from = instant(add_days(days.first, -slack)?, 0)?;
    let until = instant(add_days(days.last, slack)?, DAY_MINUTES - 1)?;
    Ok(Placed { moment: Moment::Range { from, until }, guessed: parts.about })
}

fn place_part(
    (from, until): (u16, u16),
    days: Days,
    context: Context,
) -> Result<Placed, WhenError> {
    let range = |first: Date, last: Date| {
        let (from, until) = (instant(first, from.into())?, instant(last, until.into())?);
        Ok(Moment::Range { from, until })
    };
    let moment = range(days.first, days.last)?;
    let ahead = bounds(moment)?.is_some_and(|(start, _)| start > context.now + AHEAD);
    if ahead && !days.said {
        let yesterday = add_days(days.first, -1)?;
        return Ok(Placed { moment: range(yesterday, yesterday)?, guessed: true });
    }
    Ok(Placed { moment, guessed: days.first != days.last })
}

fn place_clock(
    parts: &Parts,
    clock: ClockTime,
    part: Option<(u16, u16)>,
    days: Days,
    context: Context,
) -> Result<Placed, WhenError> {
    let (hour, unsure) = hour_of_day(clock.hour, parts.afternoon, part);
    if hour > 24 || clock.minute > 59 || clock.second > 60 || (hour == 24 && clock.minute > 0) {
        return Err(WhenError::NoSuchTime { hour: clock.hour, minute: clock.minute });
    }
    let seconds = i64::from(hour * 3600 + clock.minute * 60 + clock.second.min(59));
    let abroad = parts.offset.map_or(0, |offset| i64::from(9 * 3600 - offset));
    let before = match parts.ago {
        Some(Ago::Minutes(minutes)) => minutes.saturating_mul(60),
        Some(Ago::Days(count)) => count.saturating_mul(DAY_MINUTES * 60),
        Some(Ago::Now) | None => 0,
    };
    let at_day = |day| shift(instant(day, 0)?, seconds + abroad - before);
    let mut at = at_day(days.first)?;
    let mut guessed = unsure || days.first != days.last;
    if at > context.now + AHEAD && !days.said {
        at = at_day(add_days(days.first, -1)?)?;
        guessed = true;
    }
    let moment = if parts.about { Moment::About { at } } else { Moment::Exact { at } };
    Ok(Placed { moment, guessed })
}

/// The hour of the 24-hour clock, and whether it had to be guessed.
fn hour_of_day(hour: u32, afternoon: Option<bool>, part: Option<(u16, u16)>) -> (u32, bool) {
    match (afternoon, part) {
        (Some(true), _) if hour < 12 => (hour + 12, false),
        (Some(false), _) if hour == 12 => (0, true),
        (Some(_), _) => (hour, hour == 12),
        (None, Some((from, until))) => {
            let (from, until) = (u32::from(from / 60), u32::from(until / 60));
            let inside = |hour: u32| from <= hour && hour <= until;
            match hour {
                hour if inside(hour) => (hour, false),
                // "Three at night" after midnight: the day that was said may be the one before.
                hour if until > 24 && inside(hour + 24) => (hour, true),
                hour if hour < 12 && inside(hour + 12) => (hour + 12, false),
                hour => (hour, true),
            }
        }
        (None, None) => (hour, false),
    }
}

fn place_ago(ago: Ago, now: Timestamp) -> Result<Placed, WhenError> {
    let moment = match ago {
        Ago::Now => Moment::Exact { at: now },
        Ago::Minutes(minutes) => Moment::About { at: shift(now, minutes.saturating_mul(-60))? },
        Ago::Days(days) => Moment::Day { day: add_days(japanese_day(now), -days)? },
    };
    Ok(Placed { moment, guessed: false })
}

fn add_days(day: Date, days: i64) -> Result<Date, WhenError> {
    let span = jiff::Span::new().try_days(days).map_err(|_| WhenError::OutOfRange)?;
    let moved = day.checked_add(span).map_err(|_| WhenError::OutOfRange)?;
    if (1..=9998).contains(&moved.year()) { Ok(moved) } else { Err(WhenError::OutOfRange) }
}

/// So many minutes after midnight (Japan time) of that day.
fn instant(day: Date, minutes: i64) -> Result<Timestamp, WhenError> {
    let midnight = day.to_zoned(japan()).map_err(|_| WhenError::OutOfRange)?.timestamp();
    shift(midnight, minutes * 60)
}

fn shift(at: Timestamp, seconds: i64) -> Result<Timestamp, WhenError> {
    at.checked_add(SignedDuration::from_secs(seconds)).map_err(|_| WhenError::OutOfRange)
}
