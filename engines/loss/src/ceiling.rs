//! The most that is worth spending (Gordon and Loeb): about 37 % of the expected loss.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{LossFault, Range, Yen};

/// The rule, as it stands in the data file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// Where it comes from.
    pub source: Source,
    /// How far it has been checked.
    pub confidence: Confidence,
    /// What it says, and for what it does not hold.
    pub about: LocalText,
    /// 1/e in millionths.
    pub millionths: u64,
}

/// How rare something is: once in `from` to `to` years. Nobody knows; so it is a range, and it is the
/// company's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// The shorter time.
    pub from: u32,
    /// The longer time.
    pub to: u32,
}

impl Years {
    /// The longest time.
    pub const MOST: u32 = 1000;

    /// From `from` to `to` years.
    ///
    /// # Errors
    /// [`LossFault::Outside`] for no years, more than a thousand, or a range the wrong way round.
    pub fn new(from: u32, to: u32) -> Result<Self, LossFault> {
        let fits = from >= 1 && to <= Self::MOST && from <= to;
        let fault = LossFault::Outside { field: "years", from: 1, to: u64::from(Self::MOST) };
        if fits { Ok(Self { from, to }) } else { Err(fault) }
    }

    /// What a loss is for one year: the low end if it is rare, the high end if it is not.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn each(self, loss: Range) -> Result<Range, LossFault> {
        let low = loss.low.at_least(1, u64::from(self.to))?;
        Ok(Range { low, high: loss.high.at_least(1, u64::from(self.from))? })
    }
}

impl Ceiling {
    /// The most that is worth spending in a year against a loss that is expected in a year.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn of(&self, expected: Range) -> Result<Range, LossFault> {
        let share = |sum: Yen| sum.at_least(self.millionths, 1_000_000);
        Ok(Range { low: share(expected.low)?, high: share(expected.high)? })
    }
}
