//! What can be done: measures with effort, cost and effect, as data.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{Answer, ItemRef};

/// The measures: a file of `content/measures`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Measures {
    /// Version of the list.
    pub version: String,
    /// What it was written from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// Something that a company does once, or again every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Stable id: `backup-offline`.
    pub id: String,
    /// What to do, in a few words.
    pub title: LocalText,
    /// What it is good for.
    pub why: LocalText,
    /// The steps, one after the other.
    pub steps: Vec<LocalText>,
    /// How much work it is.
    pub effort: Effort,
    /// What it costs at a small company.
    pub cost: Cost,
    /// Who can do it or help.
    pub helpers: Vec<Helper>,
    /// Whether it has to be done again every year.
    #[serde(default)]
    pub yearly: bool,
    /// What proves it.
    pub proof: LocalText,
    /// How sure we are of effort, cost and effect.
    pub confidence: Confidence,
    /// The answers that it changes.
    pub effects: Vec<Effect>,
}

/// The answer that an item can be given once the measure is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The item.
    pub item: ItemRef,
    /// Yes, or partly where more is needed.
    pub to: Answer,
}

/// How much work a measure is, from little to much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// Within an hour.
    Hour,
    /// Half a day.
    HalfDay,
    /// One or two days.
    Days,
    /// One or two weeks, beside the daily work.
    Weeks,
    /// A month or more.
    Months,
}

/// What a measure costs, in yen, from little to much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cost {
    /// Nothing but time.
    Nothing,
    /// Up to 30,000 yen.
    #[serde(rename = "up-to-30k")]
    UpTo30k,
    /// Up to 100,000 yen.
    #[serde(rename = "up-to-100k")]
    UpTo100k,
    /// Up to 500,000 yen.
    #[serde(rename = "up-to-500k")]
    UpTo500k,
    /// More.
    More,
}

/// Who can do a measure or help with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helper {
    /// The management decides.
    Management,
    /// Whoever looks after the computers.
    SystemAdmin,
    /// General affairs.
    Office,
    /// Everybody at their own desk.
    Everybody,
    /// The provider helps.
    Provider,
    /// This program does most of it.
    Hikeshi,
}

impl Effort {
    /// The word of the data, for choosing words of a page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::HalfDay => "half-day",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }

    /// How heavy it weighs beside the others, in half days.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::Hour => 1,
            Self::HalfDay => 2,
            Self::Days => 4,
            Self::Weeks => 12,
            Self::Months => 40,
        }
    }
}

impl Cost {
    /// The word of the data, for choosing words of a page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::UpTo30k => "up-to-30k",
            Self::UpTo100k => "up-to-100k",
            Self::UpTo500k => "up-to-500k",
            Self::More => "more",
        }
    }

    /// How heavy it weighs beside the work, in half days.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::UpTo30k => 1,
            Self::UpTo100k => 4,
            Self::UpTo500k => 12,
            Self::More => 40,
        }
    }
}

impl Helper {
    /// The word of the data, for choosing words of a page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::SystemAdmin => "system-admin",
            Self::Office => "office",
            Self::Everybody => "everybody",
            Self::Provider => "provider",
            Self::Hikeshi => "hikeshi",
        }
    }
}
