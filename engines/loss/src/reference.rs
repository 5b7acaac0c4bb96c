//! Published figures, to be read side by side.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{ScenarioKind, Yen};

/// What somebody published about damage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferencePoint {
    /// Its id.
    pub id: String,
    /// What was looked at.
    pub title: LocalText,
    /// Where it comes from.
    pub source: Source,
    /// How far it has been checked.
    pub confidence: Confidence,
    /// Which of our scenarios it can stand beside.
    pub beside: Vec<ScenarioKind>,
    /// When the cases happened, or when it was asked.
    pub period: LocalText,
    /// How many cases or answers.
    #[serde(default)]
    pub cases: Option<u64>,
    /// What is counted in it, and why it differs from others.
    pub about: LocalText,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// One figure of a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// What it says, in words.
    pub title: LocalText,
    /// The sum, if it is one.
    #[serde(default)]
    pub yen: Option<Yen>,
    /// The time in tenths of days, if it is one.
    #[serde(default)]
    pub day_tenths: Option<u32>,
    /// The share of cases that it holds for, in thousandths.
    #[serde(default)]
    pub permille: Option<u16>,
    /// The number of cases that it holds for.
    #[serde(default)]
    pub count: Option<u64>,
}

/// What kind of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// The mean: a few very large cases pull it up.
    Mean,
    /// The median: half of the cases are below.
    Median,
    /// A share of the cases reached this, or more.
    AtLeast,
    /// One published case.
    Case,
}

impl FigureKind {
    /// The name in keys and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
            Self::AtLeast => "at-least",
            Self::Case => "case",
        }
    }
}

impl ReferencePoint {
    /// The least and the greatest sum among its figures.
    #[must_use]
    pub fn sums(&self) -> Option<(Yen, Yen)> {
        let sums = || self.figures.iter().filter_map(|figure| figure.yen);
        sums().min().zip(sums().max())
    }
}
