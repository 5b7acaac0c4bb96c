//! What a typed time says, before it is placed on the calendar.

/// The parts of one point in time as typed; everything not said is `None`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The day, as far as it was said.
    pub date: Option<DateSpec>,
    /// The day of the week: 1 is Monday.
    pub weekday: Option<i8>,
    /// The first, second or last ten days of a month: 1 to 3.
    pub third: Option<u8>,
    /// A part of the day in minutes after midnight.
    pub part: Option<(u16, u16)>,
    /// Afternoon (`true`) or morning of the 12-hour clock.
    pub afternoon: Option<bool>,
    /// The time of day.
    pub clock: Option<ClockTime>,
    /// Distance of the clock from UTC in seconds, where it was written (ISO 8601).
    pub offset: Option<i32>,
    /// The time is inexact.
    pub about: bool,
    /// So long before the time that was said, or before now.
    pub ago: Option<Ago>,
}

impl Parts {
    /// Does this say any time at all?
    pub fn is_time(&self) -> bool {
        self.has_day()
            || self.part.is_some()
            || self.afternoon.is_some() && self.clock.is_some()
            || self.clock.is_some()
            || self.ago.is_some()
    }

    /// Does this say a day?
    pub fn has_day(&self) -> bool {
        self.date.is_some() || self.weekday.is_some()
    }
}

/// A day, as far as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateSpec {
    /// Days from today.
    Offset(i32),
    /// Year, month and day, each as typed; a missing one is inferred.
    Calendar { year: Option<u32>, month: Option<u32>, day: Option<u32> },
    /// A day of a year that was written with two digits.
    ShortYear { year: u32, month: u32, day: u32 },
    /// A week from this week.
    Week(i32),
    /// A month from this month.
    Month(i32),
}

/// A time of day as typed: not yet checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClockTime {
    /// Hour, up to 24.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// Second.
    pub second: u32,
}

/// So long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ago {
    /// Minutes.
    Minutes(i64),
    /// Whole days: the time of day is not meant.
    Days(i64),
    /// The present instant.
    Now,
}

/// A typed expression: one point, a range of two, or "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expression {
    /// One point.
    Point(Parts),
    /// From one point to another.
    Range(Parts, Parts),
    /// The person said that the time is not known.
    Unknown,
}
