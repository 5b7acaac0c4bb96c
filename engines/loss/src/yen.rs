//! Whole yen, and ranges of them.

use serde::{Deserialize, Serialize};

use crate::LossFault;

/// A sum of money in whole yen, from 0 to [`Yen::MOST`].
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct Yen(u64);

impl Yen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest sum that is counted: just below a thousand trillion.
    pub const MOST: Self = Self(999_999_999_999_999);

    /// So many yen.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`] above [`Yen::MOST`].
    pub fn new(yen: u128) -> Result<Self, LossFault> {
        let fits = u64::try_from(yen).ok().map(Self).filter(|sum| *sum <= Self::MOST);
        fits.ok_or(LossFault::TooLarge)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Both together.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, LossFault> {
        Self::new(u128::from(self.0) + u128::from(other.0))
    }

    /// What is left after `other`; nothing if that is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self × by ÷ of`, rounded half up. `of` must not be 0: then the sum is refused.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn times(self, by: u64, of: u64) -> Result<Self, LossFault> {
        if of == 0 {
            return Err(LossFault::TooLarge);
        }
        let product = u128::from(self.0) * u128::from(by);
        Self::new((product + u128::from(of) / 2) / u128::from(of))
    }

    /// `self × by ÷ of`, rounded down: for what one may count on.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn at_least(self, by: u64, of: u64) -> Result<Self, LossFault> {
        if of == 0 {
            return Err(LossFault::TooLarge);
        }
        Self::new(u128::from(self.0) * u128::from(by) / u128::from(of))
    }
}

impl TryFrom<u64> for Yen {
    type Error = LossFault;

    fn try_from(yen: u64) -> Result<Self, LossFault> {
        Self::new(u128::from(yen))
    }
}

impl From<Yen> for u64 {
    fn from(yen: Yen) -> Self {
        yen.0
    }
}

/// From a low sum to a high one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The low end.
    pub low: Yen,
    /// The high end.
    pub high: Yen,
}

impl Range {
    /// Nothing.
    pub const ZERO: Self = Self { low: Yen::ZERO, high: Yen::ZERO };

    /// One sum.
    #[must_use]
    pub const fn one(sum: Yen) -> Self {
        Self { low: sum, high: sum }
    }

    /// Both together.
    ///
    /// # Errors
    /// [`LossFault::TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, LossFault> {
        Ok(Self { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    /// Whether it is a range at all.
    #[must_use]
    pub fn is_one(self) -> bool {
        self.low == self.high
    }
}
