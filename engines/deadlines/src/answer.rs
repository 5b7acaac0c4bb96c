//! What the engine answers for each duty.

use hikeshi_kernel::{LocalText, Moment, japan};
use jiff::{Timestamp, civil::Date, civil::Time};
use serde::Serialize;

use crate::{
    Calendar, Confidence, Contract, CountedDay, Duty, Limit, Rules, RulesFile, Truth, Value, count,
};

/// The answer for one duty. It borrows its words from the rules and the facts.
#[derive(Debug, Clone)]
pub struct DutyAnswer<'a> {
    /// The duty's id; for contracts with the number of the clause: `contract-1`.
    pub id: String,
    /// The duty, in the edition that the day of knowing picked.
    pub duty: &'a Duty,
    /// The file that it stands in, with its sources.
    pub file: &'a RulesFile,
    /// The contract whose clause it is.
    pub contract: Option<&'a Contract>,
    /// To whom; for contracts the contract's name says more.
    pub to: &'a LocalText,
    /// Whether it applies. `Unknown` is never to be shown as no.
    pub applies: Truth,
    /// The last moment; also for duties that may apply. `None` where the limit has no number, or
    /// nobody knows yet when the matter became known.
    pub due: Option<Due>,
    /// The same before the end rolls on over closed days.
    pub raw_due: Option<Due>,
    /// Where the source names a span ("3 to 5 days"): its first day.
    pub due_from: Option<Date>,
    /// The limit that counts.
    pub limit: Option<&'a Limit>,
    /// The limit that would count if an open question were answered otherwise.
    pub otherwise: Option<OtherLimit<'a>>,
    /// The facts that decide it, each with the rule that asks for it.
    pub because: Vec<Because<'a>>,
    /// How far rule, counting and calendar have been checked: the least sure of them.
    pub confidence: Confidence,
    /// What to know about this answer.
    pub notes: Vec<Note>,
    /// Whether the limit is over at the instant that was given.
    pub overdue: Option<bool>,
}

impl<'a> DutyAnswer<'a> {
    /// The counting day by day, as data; empty for limits in hours and without number.
    #[must_use]
    pub fn counting(
        &self,
        rules: &'a Rules,
        calendar: &'a Calendar,
        known: Option<Date>,
    ) -> Vec<CountedDay<'a>> {
        let (Some(limit), Some(Due::On(last)), Some(known)) = (self.limit, self.due, known) else {
            return Vec::new();
        };
        let closed = limit.closed_days.as_deref().and_then(|id| rules.closed_days(id, known));
        count::days(limit, closed, calendar, known, last)
    }
}

/// A fact that decides an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because<'a> {
    /// The fact's key.
    pub fact: &'a str,
    /// Its value; unknown also where nothing was said.
    pub value: Value,
    /// The rule or duty that asks for it.
    pub rule: &'a str,
    /// What follows, in words.
    pub sentence: Option<&'a LocalText>,
    /// The article that the rule stands in.
    pub law: Option<&'a LocalText>,
}

/// A limit that would count if an open question were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherLimit<'a> {
    /// The rule that is open.
    pub rule: &'a str,
    /// What its answer would have to be.
    pub holds: bool,
    /// The limit.
    pub limit: &'a Limit,
    /// Its end.
    pub due: Option<Due>,
    /// The open question in words.
    pub question: Option<&'a LocalText>,
}

/// The end of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// Until the end of that day in Japan.
    On(Date),
    /// Until that instant.
    At(Timestamp),
}

impl Due {
    /// The last instant: for sorting and for asking whether it is over.
    #[must_use]
    pub fn end(self) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::On(day) => day
                .to_datetime(Time::constant(23, 59, 59, 0))
                .to_zoned(japan())
                .map_or(Timestamp::MAX, |end| end.timestamp()),
        }
    }

    /// `2024-07-17`, or `2024-07-17T09:00:00+09:00`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::On(day) => day.to_string(),
            Self::At(at) => at.to_zoned(japan()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }

    /// The moment, for showing.
    #[must_use]
    pub const fn moment(self) -> Moment {
        match self {
            Self::On(day) => Moment::Day { day },
            Self::At(at) => Moment::Exact { at },
        }
    }
}

/// What to know about an answer beside its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// Nobody knows yet when the matter became known, so nothing can be counted.
    KnowingUnknown,
    /// The time of knowing is not exact; its earliest possible moment was taken.
    TimeOfKnowingInexact,
    /// The limit ends beyond the known holidays: weekends and year's end only were looked at.
    BeyondCalendar,
    /// The holidays at the end are computed, not announced.
    CalendarToCheck,
    /// The last day is a closed day and stays the last day.
    EndsOnClosedDay,
    /// No edition on board holds for the day of knowing.
    NoEdition,
    /// It is open which of two limits counts; the earlier one is given.
    EarlierOfTwo,
    /// An exemption is not excluded yet; it counts only once it is established.
    ExemptionOpen,
}

impl Note {
    /// The name in answers, for choosing words.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KnowingUnknown => "knowing-unknown",
            Self::TimeOfKnowingInexact => "time-of-knowing-inexact",
            Self::BeyondCalendar => "beyond-calendar",
            Self::CalendarToCheck => "calendar-to-check",
            Self::EndsOnClosedDay => "ends-on-closed-day",
            Self::NoEdition => "no-edition",
            Self::EarlierOfTwo => "earlier-of-two",
            Self::ExemptionOpen => "exemption-open",
        }
    }
}
