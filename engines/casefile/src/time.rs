//! The time of an entry: its text and the precision that the file claims for it.

use hikeshi_kernel::{Moment, japan};
use hikeshi_when::{Vocabulary, WhenError, parse_moment_loosely};
use jiff::{SignedDuration, Timestamp};

use crate::Reason;

/// What is needed to read times.
#[derive(Clone, Copy)]
pub(crate) struct Times<'a> {
    pub vocabulary: &'a Vocabulary,
    pub now: Timestamp,
}

/// A time as read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub moment: Moment,
    pub guessed: bool,
    pub reasons: Vec<Reason>,
}

impl Times<'_> {
    /// Reads `text` (and `until`, the end of a range) with the precision that the file names.
    pub fn read(self, text: &str, until: Option<&str>, precision: Option<&str>) -> Read {
        let precision = precision.map(|name| name.trim().to_lowercase());
        if precision.as_deref() == Some("unknown") {
            return Read::default();
        }
        let (start, guessed) = match self.one(text) {
            Ok(found) => found,
            Err(reason) => return Read { reasons: vec![reason], ..Read::default() },
        };
        let mut read = Read { moment: start, guessed, reasons: Vec::new() };
        if let Some(until) = until.filter(|until| !until.trim().is_empty()) {
            match self.one(until).and_then(|(end, _)| span(start, end, until)) {
                Ok(range) => read.moment = range,
                Err(reason) => read.reasons.push(reason),
            }
        }
        read.moment = match with_precision(read.moment, precision.as_deref()) {
            Ok(moment) => moment,
            Err(reason) => {
                read.reasons.push(reason);
                read.moment
            }
        };
        read
    }

    fn one(self, text: &str) -> Result<(Moment, bool), Reason> {
        let interval = text.split_once('/').filter(|(from, until)| is_full(from) && is_full(until));
        if let Some((from, until)) = interval {
            let (start, _) = self.one(from)?;
            let (end, _) = self.one(until)?;
            return Ok((span(start, end, text)?, false));
        }
        parse_moment_loosely(self.vocabulary, text, self.now)
            .map_err(|why| Reason::Time { text: text.to_owned(), why })
    }
}

/// A date of ISO 8601, with or without a time: the two sides of an interval.
fn is_full(text: &str) -> bool {
    text.trim().get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
}

fn with_precision(moment: Moment, precision: Option<&str>) -> Result<Moment, Reason> {
    let named = || precision.unwrap_or_default().to_owned();
    match (precision, moment) {
        (None | Some(""), moment) => Ok(moment),
        (Some("day"), Moment::Exact { at } | Moment::About { at }) => {
            Ok(Moment::Day { day: at.to_zoned(japan()).date() })
        }
        (Some("about"), Moment::Exact { at }) => Ok(Moment::About { at }),
        (Some("about"), Moment::Day { .. }) => Ok(around(moment)),
        (Some("exact"), Moment::Day { .. }) => Err(Reason::TooExact { text: named() }),
        (Some("range"), Moment::Exact { .. } | Moment::About { .. }) => {
            Err(Reason::TooExact { text: named() })
        }
        (Some("range"), Moment::Day { .. }) => Ok(match ends(moment) {
            Some((from, until)) => Moment::Range { from, until },
            None => moment,
        }),
        (Some("day" | "about" | "exact" | "range"), moment) => Ok(moment),
        (Some(_), _) => Err(Reason::Precision { text: named() }),
    }
}

/// "About that day" is the day with its neighbours.
fn around(moment: Moment) -> Moment {
    let day = SignedDuration::from_hours(24);
    let wider = ends(moment).and_then(|(from, until)| {
        Some(Moment::Range {
            from: from.checked_sub(day).ok()?,
            until: until.checked_add(day).ok()?,
        })
    });
    wider.unwrap_or(moment)
}

fn span(start: Moment, end: Moment, text: &str) -> Result<Moment, Reason> {
    let wrong = |why| Reason::Time { text: text.to_owned(), why };
    match (ends(start), ends(end)) {
        (Some((from, _)), Some((_, until))) => {
            Moment::range(from, until).map_err(|_| wrong(WhenError::EndsBeforeStart))
        }
        _ => Err(wrong(WhenError::OutOfRange)),
    }
}

fn ends(moment: Moment) -> Option<(Timestamp, Timestamp)> {
    match moment {
        Moment::Day { .. } => {
            let from = moment.sort_key()?;
            Some((from, from.checked_add(SignedDuration::from_mins(24 * 60 - 1)).ok()?))
        }
        Moment::Range { from, until } => Some((from, until)),
        _ => moment.sort_key().map(|at| (at, at)),
    }
}
