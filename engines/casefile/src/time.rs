//! The time of an entry: its text and the precision that the file claims for it.

use hikeshi_kernel::{Moment, japan};
use hikeshi_when::{Stated, Vocabulary, WhenError, parse_recorded};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::Reason;

/// A time of day that lies so much before the record above it is of the next day.
const NEXT_DAY: SignedDuration = SignedDuration::from_hours(12);

/// Reads the times of a file in their order: what one leaves unsaid, the one before it tells.
#[derive(Clone)]
pub(crate) struct Times<'a> {
    vocabulary: &'a Vocabulary,
    now: Timestamp,
    /// The day of the record above.
    day: Option<Date>,
    /// Where that record ends.
    last: Option<Timestamp>,
    /// It was told that no day is known.
    told_no_day: bool,
}

/// A time as read.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub moment: Moment,
    pub guessed: bool,
    pub reasons: Vec<Reason>,
}

impl<'a> Times<'a> {
    pub fn new(vocabulary: &'a Vocabulary, now: Timestamp) -> Self {
        Self { vocabulary, now, day: None, last: None, told_no_day: false }
    }

    /// Lets times be counted from the day of the first of `texts` that names its year; a file
    /// may name it once and late.
    pub fn count_from<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        if self.day.is_none() {
            let stated = texts.into_iter().filter_map(|text| self.stated(text, None).ok());
            let dated = stated.filter(|stated| stated.says_year).map(|stated| stated.moment).next();
            self.day = dated.and_then(ends).map(|(from, _)| day_of(from));
        }
    }

    /// The same for a text that names a day among other words.
    pub fn count_from_words(&mut self, text: &str) {
        if self.day.is_none() {
            let line = hikeshi_when::parse_line(self.vocabulary, text, self.now);
            self.count_from(line.moment_text.as_deref());
        }
    }

    /// Splits a line of text into its time and its words; `None` if it has no time.
    pub fn line(&mut self, text: &str) -> Option<(String, Read, String)> {
        let line = hikeshi_when::parse_line(self.vocabulary, text, self.now);
        let at_text = line.moment_text?;
        let read = self.read(&at_text, None, None);
        Some((at_text, read, line.rest))
    }

    /// Reads `text` (and `until`, the end of a range) with the precision that the file names.
    pub fn read(&mut self, text: &str, until: Option<&str>, precision: Option<&str>) -> Read {
        let precision = precision.map(|name| name.trim().to_lowercase());
        if precision.as_deref() == Some("unknown") {
            return Read::default();
        }
        let (start, guessed) = match self.one(text) {
            Ok(found) => found,
            Err(reason) => return Read { reasons: vec![reason], ..Read::default() },
        };
        let mut read = Read { moment: start, guessed, reasons: Vec::new() };
        if self.day.is_none() && guessed && !self.told_no_day {
            let says_day = self.stated(text, None).is_ok_and(|stated| stated.says_day);
            if !says_day {
                self.told_no_day = true;
                read.reasons.push(Reason::NoDay);
            }
        }
        self.remember(start);
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

    /// Whether the text is a time.
    pub fn is_time(&self, text: &str) -> bool {
        self.one(text).is_ok()
    }

    fn remember(&mut self, moment: Moment) {
        if let Some((from, until)) = ends(moment) {
            self.day = Some(day_of(from));
            self.last = Some(until);
        }
    }

    fn one(&self, text: &str) -> Result<(Moment, bool), Reason> {
        let interval = text.split_once('/').filter(|(from, until)| is_full(from) && is_full(until));
        if let Some((from, until)) = interval {
            let (start, _) = self.one(from)?;
            let (end, _) = self.one(until)?;
            return Ok((span(start, end, text)?, false));
        }
        let wrong = |why| Reason::Time { text: text.to_owned(), why };
        let stated = self.stated(text, self.day).map_err(wrong)?;
        let next_day = self.day.and_then(|day| day.tomorrow().ok());
        let behind = self.last.zip(ends(stated.moment)).is_some_and(|(last, (from, _))| {
            !stated.says_day && last.duration_since(from) > NEXT_DAY
        });
        match next_day.filter(|_| {
            behind && matches!(stated.moment, Moment::Exact { .. } | Moment::About { .. })
        }) {
            Some(day) => {
                let later = self.stated(text, Some(day)).map_err(wrong)?;
                Ok((later.moment, true))
            }
            None => Ok((stated.moment, stated.guessed)),
        }
    }

    fn stated(&self, text: &str, beside: Option<Date>) -> Result<Stated, WhenError> {
        parse_recorded(self.vocabulary, text, self.now, beside)
    }
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(japan()).date()
}

/// A date of ISO 8601, with or without a time: the two sides of an interval.
fn is_full(text: &str) -> bool {
    text.trim().get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
}

fn with_precision(moment: Moment, precision: Option<&str>) -> Result<Moment, Reason> {
    let named = || precision.unwrap_or_default().to_owned();
    match (precision.map(precision_of), moment) {
        (None, moment) => Ok(moment),
        (Some("day"), Moment::Exact { at } | Moment::About { at }) => {
            Ok(Moment::Day { day: day_of(at) })
        }
        (Some("about" | "hour"), Moment::Exact { at }) => Ok(Moment::About { at }),
        (Some("about"), Moment::Day { .. }) => Ok(around(moment)),
        (Some("exact"), Moment::Day { .. }) => Err(Reason::TooExact { text: named() }),
        (Some("range"), Moment::Exact { .. } | Moment::About { .. }) => {
            Err(Reason::TooExact { text: named() })
        }
        (Some("range"), Moment::Day { .. }) => Ok(match ends(moment) {
            Some((from, until)) => Moment::Range { from, until },
            None => moment,
        }),
        (Some(unit @ ("week" | "month" | "year")), moment) => Ok(whole(unit, moment)),
        // A day of which no hour is told stays that day.
        (Some("" | "day" | "about" | "hour" | "exact" | "range"), moment) => Ok(moment),
        (Some(_), _) => Err(Reason::Precision { text: named() }),
    }
}

/// Other words for the same.
fn precision_of(name: &str) -> &str {
    match name {
        "date" => "day",
        "approx" | "approximate" | "approximately" | "around" | "circa" | "estimated" => "about",
        "minute" | "second" | "precise" => "exact",
        "between" | "period" | "interval" => "range",
        other => other,
    }
}

/// The week (Monday to Sunday), month or year that the moment lies in.
fn whole(unit: &str, moment: Moment) -> Moment {
    let Some((from, until)) = ends(moment) else { return moment };
    let (first, last) = (day_of(from), day_of(until));
    let monday =
        |day: Date| day.checked_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()));
    let span = match unit {
        "week" => monday(first)
            .and_then(|first| Ok((first, monday(last)?.checked_add(jiff::Span::new().days(6))?))),
        "month" => Ok((first.first_of_month(), last.last_of_month())),
        _ => Ok((first.first_of_year(), last.last_of_year())),
    };
    let range = span.ok().and_then(|(first, last)| {
        let (from, _) = ends(Moment::Day { day: first })?;
        let (_, until) = ends(Moment::Day { day: last })?;
        Moment::range(from, until).ok()
    });
    range.unwrap_or(moment)
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
