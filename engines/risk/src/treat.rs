//! What is done about a risk, and what is left of it.

use serde::{Deserialize, Serialize};

use crate::{Level, Risk, RiskModel};

/// The four ways to treat a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TreatmentOption {
    /// Measures make harm rarer or smaller.
    Reduce,
    /// The information is no longer kept, or no longer in this way.
    Avoid,
    /// Somebody else bears it: an insurance, a contractor.
    Transfer,
    /// It is left as it is.
    Accept,
}

impl TreatmentOption {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Reduce, Self::Avoid, Self::Transfer, Self::Accept];

    /// The name in rows and forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reduce => "reduce",
            Self::Avoid => "avoid",
            Self::Transfer => "transfer",
            Self::Accept => "accept",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|option| option.name() == name)
    }
}

/// How the three parts of a risk will stand after the treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residual {
    /// The importance.
    pub importance: Level,
    /// How often.
    pub threat: Level,
    /// How weak.
    pub weakness: Level,
}

/// Why a treatment cannot be as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TreatmentFault {
    /// What is left would be more than what is there now.
    #[error("the residual risk {after} is higher than the risk {now}")]
    Raises {
        /// The risk now.
        now: u8,
        /// The risk that would be left.
        after: u8,
    },
    /// Measures that leave the risk as it is do not reduce it.
    #[error("a treatment that reduces leaves the risk at {0}")]
    ChangesNothing(u8),
}

impl RiskModel {
    /// What a treatment leaves of a risk of `now` (`None`: not known, then nothing is compared).
    /// A risk that is avoided or accepted needs no residual parts: it is gone, or stays as it is.
    ///
    /// # Errors
    /// [`TreatmentFault`] for a treatment that would raise the risk, or reduce nothing.
    pub fn residual(
        &self,
        option: TreatmentOption,
        now: Option<u8>,
        after: Residual,
    ) -> Result<Risk, TreatmentFault> {
        let left = self.risk(after.importance, after.threat, after.weakness);
        let Some(now) = now else { return Ok(left) };
        if left.value > now {
            return Err(TreatmentFault::Raises { now, after: left.value });
        }
        if option == TreatmentOption::Reduce && left.value == now {
            return Err(TreatmentFault::ChangesNothing(now));
        }
        Ok(left)
    }
}
