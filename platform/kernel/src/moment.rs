//! Times as people give them: exact, about, a day, a range, or unknown.
//!
//! A fact may be "about 7:20 on 31 October" or "some time that night". The
//! precision is kept beside the instant, so that no page or report ever shows
//! more exactness than the person had.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Japan time: what all pages and documents show. UTC+9 has had no change since 1951.
#[must_use]
pub fn japan() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(9))
}

/// The instant as the database keeps it: milliseconds since 1970 (UTC).
#[must_use]
pub fn to_millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The instant from the database's milliseconds; out-of-range values become 1970.
#[must_use]
pub fn from_millis(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// When something happened, as exactly as the person knew it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(tag = "precision", rename_all = "kebab-case")]
pub enum Moment {
    /// To the minute.
    Exact {
        /// The instant.
        at: Timestamp,
    },
    /// Around this instant.
    About {
        /// The instant.
        at: Timestamp,
    },
    /// Some time on this day (Japan time).
    Day {
        /// The day.
        day: Date,
    },
    /// Some time between two instants.
    Range {
        /// Not before.
        from: Timestamp,
        /// Not after.
        until: Timestamp,
    },
    /// Nobody knows yet.
    #[default]
    Unknown,
}

/// The years in which something can have happened or be planned; others are slips of a program.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Why a moment cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// A range that ends before it begins.
    #[error("the range ends before it begins")]
    EndsBeforeStart,
    /// A year before 1900 or after 2199.
    #[error("the year must be one from 1900 to 2199")]
    FarOff,
}

impl Moment {
    /// A range of two instants.
    ///
    /// # Errors
    /// [`MomentError`] if `until` lies before `from`, or one of them in another age.
    pub fn range(from: Timestamp, until: Timestamp) -> Result<Self, MomentError> {
        Self::Range { from, until }.checked()
    }

    /// The moment itself, if it can be used: what programs send is read field by field.
    ///
    /// # Errors
    /// [`MomentError`].
    pub fn checked(self) -> Result<Self, MomentError> {
        let near = |at: Timestamp| YEARS.contains(&at.to_zoned(japan()).year());
        let is_near = match self {
            Self::Exact { at } | Self::About { at } => near(at),
            Self::Day { day } => YEARS.contains(&day.year()),
            Self::Range { from, until } if until < from => {
                return Err(MomentError::EndsBeforeStart);
            }
            Self::Range { from, until } => near(from) && near(until),
            Self::Unknown => true,
        };
        if is_near { Ok(self) } else { Err(MomentError::FarOff) }
    }

    /// The instant by which lists are ordered: the earliest possible one.
    /// `None` for an unknown time.
    #[must_use]
    pub fn sort_key(self) -> Option<Timestamp> {
        match self {
            Self::Exact { at } | Self::About { at } => Some(at),
            Self::Day { day } => day.to_zoned(japan()).ok().map(|start| start.timestamp()),
            Self::Range { from, .. } => Some(from),
            Self::Unknown => None,
        }
    }

    /// The last instant that it can be; `None` for an unknown time.
    #[must_use]
    pub fn latest(self) -> Option<Timestamp> {
        match self {
            Self::Exact { at } | Self::About { at } => Some(at),
            Self::Day { day } => {
                let next = day.tomorrow().and_then(|next| next.to_zoned(japan())).ok()?;
                next.timestamp().checked_sub(jiff::Span::new().nanoseconds(1)).ok()
            }
            Self::Range { until, .. } => Some(until),
            Self::Unknown => None,
        }
    }

    /// The name of the precision, as in stored JSON.
    #[must_use]
    pub const fn precision(self) -> &'static str {
        match self {
            Self::Exact { .. } => "exact",
            Self::About { .. } => "about",
            Self::Day { .. } => "day",
            Self::Range { .. } => "range",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_sorts_at_its_first_minute_in_japan() {
        let day = Moment::Day { day: "2022-11-01".parse().unwrap() };
        assert_eq!(day.sort_key(), Some("2022-10-31T15:00:00Z".parse().unwrap()));
        assert!(day.latest().unwrap() < "2022-11-01T15:00:00Z".parse().unwrap());
        assert!(day.latest().unwrap() > "2022-11-01T14:59:00Z".parse().unwrap());
        assert_eq!((Moment::Unknown.sort_key(), Moment::Unknown.latest()), (None, None));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_and_years_of_another_age_are_refused() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (early, late) = (at("2026-11-20T00:00:00Z"), at("2026-11-21T00:00:00Z"));
        assert_eq!(Moment::range(late, early), Err(MomentError::EndsBeforeStart));
        assert!(Moment::range(early, late).is_ok() && Moment::range(early, early).is_ok());
        for far in ["9999-12-30T00:00:00Z", "-009999-01-04T00:00:00Z", "0001-01-01T00:00:00Z"] {
            assert_eq!(Moment::Exact { at: at(far) }.checked(), Err(MomentError::FarOff));
            let day = at(far).to_zoned(japan()).date();
            assert_eq!(Moment::Day { day }.checked(), Err(MomentError::FarOff));
        }
        let last = Moment::Exact { at: Timestamp::MAX };
        assert_eq!(last.checked(), Err(MomentError::FarOff));
    }

    #[test]
    fn a_moment_survives_json_with_its_precision() {
        let about = Moment::About { at: "2022-10-30T22:20:00Z".parse().unwrap() };
        let json = serde_json::to_string(&about).unwrap();
        assert!(json.contains("\"precision\":\"about\""));
        assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), about);
    }
}
