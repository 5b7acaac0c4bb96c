//! What is known about an incident, as far as deadlines ask for it.

use std::collections::BTreeMap;

use hikeshi_kernel::{Moment, japan};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The facts. A key without a value is not known; which keys exist is data
/// ([`crate::FactDefinition`]), so that a new rule needs no new program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// When the organisation came to know of the matter: all counting starts here.
    #[serde(default)]
    pub known: Moment,
    /// When it happened, as far as known; only compared with `known`.
    #[serde(default)]
    pub occurred: Moment,
    /// Values by key, such as `personal_data.persons`.
    #[serde(default)]
    pub values: BTreeMap<String, Value>,
    /// What contracts ask for.
    #[serde(default)]
    pub contracts: Contracts,
}

impl Facts {
    /// The day in Japan on which the matter became known. Of an inexact time the earliest
    /// possible day: a clock may start early, never late.
    #[must_use]
    pub fn known_day(&self) -> Option<Date> {
        match self.known {
            Moment::Day { day } => Some(day),
            other => other.sort_key().map(|at| at.to_zoned(japan()).date()),
        }
    }

    /// Keeps a value.
    pub fn set(&mut self, key: impl Into<String>, value: Value) {
        self.values.insert(key.into(), value);
    }
}

/// The value of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// It is so, or it is not.
    Flag(bool),
    /// A number of persons or hours, with its certainty.
    Count {
        /// The number as stated.
        number: u64,
        /// What the number means.
        certainty: Certainty,
    },
    /// One of the definition's words, or free words.
    Word(String),
    /// Somebody said that it is not known.
    Unknown,
}

impl Value {
    /// A number that is taken as it stands.
    #[must_use]
    pub const fn count(number: u64) -> Self {
        Self::Count { number, certainty: Certainty::Confirmed }
    }
}

/// What a stated number says about the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// It is the number.
    #[default]
    Confirmed,
    /// It is thought to be about that; it may be more or fewer.
    Suspected,
    /// There are at least so many.
    AtLeast,
    /// There are no more than so many.
    AtMost,
}

impl Certainty {
    /// The name in files and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suspected => "suspected",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }
}

/// What contracts ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contracts {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// All that were found; none if empty.
    Listed(Vec<Contract>),
}

/// A clause of a contract that asks to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// With whom, in the company's words.
    pub name: String,
    /// Within so many hours of knowing; `None` where the clause names no number or nobody knows it.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// Where it stands, in the company's words.
    #[serde(default)]
    pub source: String,
}

/// A time that a clause gives, to the minute: clauses also say half an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours {
    minutes: u32,
}

impl Hours {
    /// So many hours; of absurdly many as many as can be counted.
    #[must_use]
    pub const fn whole(hours: u32) -> Self {
        Self { minutes: hours.saturating_mul(60) }
    }

    /// So many minutes.
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Self {
        Self { minutes }
    }

    /// The same in minutes.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.minutes
    }
}
