//! Counts days and hours, and tells how.

use hikeshi_kernel::{LocalText, Moment, japan};
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date};
use serde::Serialize;

use crate::{Calendar, ClosedDays, Due, EndOnClosedDay, FirstDay, Hours, Limit, Note};

/// So many closed days in a row are searched for an open one.
const LONGEST_CLOSURE: usize = 366;

/// One day of the counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedDay<'a> {
    /// The day.
    pub date: Date,
    /// Its number; `None` for days after the raw limit over which the end rolls on, and for a day
    /// of knowing that does not count.
    pub number: Option<u16>,
    /// Why the office is closed on it.
    pub closed: Option<Closed<'a>>,
}

/// Why an office is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<'a> {
    /// What kind of day it is.
    pub kind: ClosedKind,
    /// The day's name.
    pub name: &'a LocalText,
}

/// What kind of closed day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedKind {
    /// Closed every week.
    Weekly,
    /// A public holiday.
    Holiday,
    /// Closed every year.
    Yearly,
}

/// The end of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    pub raw: Due,
    pub due: Due,
    pub from: Option<Date>,
    pub notes: Vec<Note>,
}

/// Counts `limit` from the moment of knowing. `hours` is the number from a fact or contract.
/// `None` where the limit has no number, or the calendar ends.
pub(crate) fn count(
    limit: &Limit,
    closed: Option<&ClosedDays>,
    calendar: &Calendar,
    known: Moment,
    hours: Option<Hours>,
) -> Option<Counted> {
    if let Some(days) = limit.days {
        return count_days(limit, days, closed, calendar, known);
    }
    let hours = limit.hours.map(Hours::whole).or(hours)?;
    let (start, exact) = start(known)?;
    let due = Due::At(start.checked_add(SignedDuration::from_mins(hours.minutes().into())).ok()?);
    let notes = if exact { Vec::new() } else { vec![Note::TimeOfKnowingInexact] };
    Some(Counted { raw: due, due, from: None, notes })
}

/// The days of a limit one by one, the day of knowing first, the last day last.
pub(crate) fn days<'a>(
    limit: &Limit,
    closed: Option<&'a ClosedDays>,
    calendar: &'a Calendar,
    known_day: Date,
    last: Date,
) -> Vec<CountedDay<'a>> {
    let Some(total) = limit.days else { return Vec::new() };
    let mut lines = Vec::with_capacity(usize::from(total) + 2);
    let mut date = known_day;
    for index in 0..=i32::from(total) + i32::try_from(LONGEST_CLOSURE).unwrap_or(0) {
        let number = match limit.first_day {
            FirstDay::DayOfKnowing => index + 1,
            FirstDay::DayAfter => index,
        };
        let number = u16::try_from(number).ok().filter(|number| (1..=total).contains(number));
        lines.push(CountedDay { date, number, closed: why_closed(closed, calendar, date) });
        match date.checked_add(1.day()) {
            Ok(next) if next <= last => date = next,
            _ => break,
        }
    }
    lines
}

/// Why the office is closed on that day, if it is.
pub(crate) fn why_closed<'a>(
    closed: Option<&'a ClosedDays>,
    calendar: &'a Calendar,
    day: Date,
) -> Option<Closed<'a>> {
    let closed = closed?;
    let holiday = closed.holidays.then(|| calendar.holiday(day)).flatten();
    if let Some(name) = holiday {
        return Some(Closed { kind: ClosedKind::Holiday, name });
    }
    if let Some(yearly) = closed.yearly.iter().find(|yearly| within(yearly.from, yearly.until, day))
    {
        return Some(Closed { kind: ClosedKind::Yearly, name: &yearly.name });
    }
    let weekday = day.weekday().to_monday_one_offset();
    let weekly = closed.weekdays.iter().find(|closed| closed.weekday == weekday)?;
    Some(Closed { kind: ClosedKind::Weekly, name: &weekly.name })
}

fn count_days(
    limit: &Limit,
    days: u16,
    closed: Option<&ClosedDays>,
    calendar: &Calendar,
    known: Moment,
) -> Option<Counted> {
    let first = match known {
        Moment::Day { day } => day,
        other => other.sort_key()?.to_zoned(japan()).date(),
    };
    let numbered = |number: u16| {
        let after = match limit.first_day {
            FirstDay::DayOfKnowing => i32::from(number) - 1,
            FirstDay::DayAfter => i32::from(number),
        };
        first.checked_add(after.days()).ok()
    };
    let raw = numbered(days)?;
    let due = match limit.end_on_closed_day {
        EndOnClosedDay::Stays => raw,
        EndOnClosedDay::RollsOn => next_open(closed, calendar, raw)?,
    };
    let mut notes = Vec::new();
    if matches!(known, Moment::Range { .. } | Moment::About { .. }) {
        notes.push(Note::TimeOfKnowingInexact);
    }
    let asks_calendar = closed.is_some_and(|closed| closed.holidays);
    if asks_calendar && limit.end_on_closed_day == EndOnClosedDay::RollsOn {
        let sure = [raw, due].into_iter().map(|day| calendar.confidence(day)).collect::<Vec<_>>();
        if sure.contains(&None) {
            notes.push(Note::BeyondCalendar);
        } else if sure.contains(&Some(crate::Confidence::ToCheck)) {
            notes.push(Note::CalendarToCheck);
        }
    }
    if due == raw && why_closed(closed, calendar, raw).is_some() {
        notes.push(Note::EndsOnClosedDay);
    }
    let from = limit.from_day.and_then(numbered);
    Some(Counted { raw: Due::On(raw), due: Due::On(due), from, notes })
}

/// The first open day from `day` on; `None` if there is none within a year.
fn next_open(closed: Option<&ClosedDays>, calendar: &Calendar, day: Date) -> Option<Date> {
    let open = |day: &Date| why_closed(closed, calendar, *day).is_none();
    day.series(1.day()).take(LONGEST_CLOSURE).find(open)
}

/// The instant at which hours begin, and whether it is exact. Of a day its first minute.
fn start(known: Moment) -> Option<(Timestamp, bool)> {
    Some((known.sort_key()?, matches!(known, Moment::Exact { .. })))
}

fn within(from: (i8, i8), until: (i8, i8), day: Date) -> bool {
    let day = (day.month(), day.day());
    if from <= until { from <= day && day <= until } else { from <= day || day <= until }
}
