//! The three steps of every scale.

use serde::{Deserialize, Serialize};

/// A step of a scale: 1 is the lowest, 3 the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Level(u8);

/// A number that is no step of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not 1, 2 or 3")]
pub struct NotALevel(pub i64);

impl Level {
    /// The lowest step.
    pub const LOW: Self = Self(1);
    /// The step between.
    pub const MIDDLE: Self = Self(2);
    /// The highest step.
    pub const HIGH: Self = Self(3);
    /// All steps, the lowest first.
    pub const ALL: [Self; 3] = [Self::LOW, Self::MIDDLE, Self::HIGH];

    /// The number of the step, 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Where the step stands in a list of three, 0 to 2.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl TryFrom<i64> for Level {
    type Error = NotALevel;

    fn try_from(number: i64) -> Result<Self, NotALevel> {
        let found = Self::ALL.into_iter().find(|level| i64::from(level.0) == number);
        found.ok_or(NotALevel(number))
    }
}

impl From<Level> for i64 {
    fn from(level: Level) -> Self {
        Self::from(level.0)
    }
}
