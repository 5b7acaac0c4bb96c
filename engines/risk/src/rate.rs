//! The arithmetic of the model: importance, possibility, risk value, band.

use serde::{Deserialize, Serialize};

use crate::{Band, Level, RiskModel};

/// What would happen if information leaked, were wrong, or were not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cia {
    /// If others saw it.
    pub confidentiality: Level,
    /// If it were wrong.
    pub integrity: Level,
    /// If it could not be used.
    pub availability: Level,
}

impl Cia {
    /// The importance: the highest of the three.
    #[must_use]
    pub fn importance(self) -> Level {
        self.confidentiality.max(self.integrity).max(self.availability)
    }
}

/// A risk value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Risk {
    /// Importance times possibility, 1 to 9.
    pub value: u8,
    /// The importance that went in.
    pub importance: Level,
    /// The possibility that went in.
    pub possibility: Level,
}

impl RiskModel {
    /// How possible it is that a threat does harm.
    #[must_use]
    pub fn possibility(&self, threat: Level, weakness: Level) -> Level {
        self.possibility.matrix[threat.index()][weakness.index()]
    }

    /// The risk value.
    #[must_use]
    pub fn risk(&self, importance: Level, threat: Level, weakness: Level) -> Risk {
        let possibility = self.possibility(threat, weakness);
        Risk { value: importance.number() * possibility.number(), importance, possibility }
    }

    /// The band of a risk value; `None` for a number that no risk value can have.
    #[must_use]
    pub fn band_of(&self, value: u8) -> Option<&Band> {
        self.bands.iter().find(|band| (band.from..=band.to).contains(&value))
    }
}
