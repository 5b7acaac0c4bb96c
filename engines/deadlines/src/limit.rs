//! Limits as data: how many days or hours, and how they are counted.

use hikeshi_kernel::LocalText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;

/// A limit, as it stands in one edition. Without `days` and hours it has no number ("promptly").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Kebab-case id, the same in all editions.
    pub id: String,
    /// The limit in words, with how it is counted.
    pub title: LocalText,
    /// The last day, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Where the source names a span ("3 to 5 days"): its first day, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_day: Option<u16>,
    /// Which day has number 1.
    #[serde(default)]
    pub first_day: FirstDay,
    /// What happens when the last day is closed.
    #[serde(default)]
    pub end_on_closed_day: EndOnClosedDay,
    /// The days that are closed, by the id of [`ClosedDays`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_days: Option<String>,
    /// So many hours after the moment of knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// The fact that holds the number of hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_from: Option<String>,
    /// The hours stand in the contract.
    #[serde(default)]
    pub hours_of_contract: bool,
    /// How far the counting has been checked; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// First day of knowing for which this edition holds; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last such day; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// Which day has number 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstDay {
    /// The day of knowing.
    #[default]
    DayOfKnowing,
    /// The day after it.
    DayAfter,
}

/// What happens when the last day is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndOnClosedDay {
    /// It stays the last day.
    #[default]
    Stays,
    /// The next open day is the last one.
    RollsOn,
}

/// Which days are closed at an office, as it stands in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedDays {
    /// Kebab-case id, the same in all editions.
    pub id: String,
    /// Days of each week.
    #[serde(default)]
    pub weekdays: Vec<ClosedWeekday>,
    /// Whether public holidays are closed.
    #[serde(default)]
    pub holidays: bool,
    /// Days of each year.
    #[serde(default)]
    pub yearly: Vec<Yearly>,
    /// Where it stands.
    pub law: LocalText,
    /// First day of knowing for which this edition holds; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last such day; the file's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// A closed day of each week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedWeekday {
    /// From 1 (Monday) to 7 (Sunday).
    pub weekday: i8,
    /// Its name.
    pub name: LocalText,
}

/// Closed days of each year; they may reach over New Year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yearly {
    /// First day, month and day: `[12, 29]`.
    pub from: (i8, i8),
    /// Last day: `[1, 3]`.
    pub until: (i8, i8),
    /// Their name.
    pub name: LocalText,
}
