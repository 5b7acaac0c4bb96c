//! The risk of one row of the ledger: the highest of all threats to its media.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Level, Risk, RiskModel};

/// One piece of information, as far as its risk depends on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Information {
    /// The importance; `None` as long as nobody judged it.
    pub importance: Option<Level>,
    /// On what it is kept: ids of media.
    pub media: Vec<String>,
    /// How often harm is to be expected here, where that differs from the company's judgement.
    pub own_threat: Option<Level>,
    /// How weak we are here, where that differs.
    pub own_weakness: Option<Level>,
}

/// What the company says about a threat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreatState {
    /// How often it is to be expected; `None`: not judged.
    pub threat: Option<Level>,
    /// How weak we are against it, as a person confirmed it; `None`: not confirmed.
    pub weakness: Option<Level>,
}

/// The risk from one threat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreatRisk {
    /// Id of the threat.
    pub threat: String,
    /// How often.
    pub likelihood: Option<Level>,
    /// How weak.
    pub weakness: Option<Level>,
    /// The risk; `None` as long as a part is missing.
    pub risk: Option<Risk>,
}

/// The risk of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRisk {
    /// The highest known risk; `None`: nothing is known.
    pub risk: Option<Risk>,
    /// What it could be at most once everything is judged: what is missing counts as the worst.
    pub at_most: u8,
    /// All threats to its media, the highest risk first, then those that nobody judged.
    pub by_threat: Vec<ThreatRisk>,
}

impl RowRisk {
    /// How many threats nobody has judged wholly.
    #[must_use]
    pub fn open(&self) -> usize {
        self.by_threat.iter().filter(|one| one.risk.is_none()).count()
    }

    /// Whether nothing that is missing could raise the value.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.risk.is_some_and(|risk| risk.value >= self.at_most)
    }
}

impl RiskModel {
    /// Rates a row. Information without a medium that the model knows has no known threat: nothing is
    /// known about it, and the worst is possible.
    #[must_use]
    pub fn rate(
        &self,
        information: &Information,
        states: &BTreeMap<String, ThreatState>,
    ) -> RowRisk {
        let threats = self.threats_to(&information.media);
        let mut by_threat: Vec<ThreatRisk> = threats
            .map(|threat| {
                let state = states.get(&threat.id).copied().unwrap_or_default();
                let likelihood = information.own_threat.or(state.threat);
                let weakness = information.own_weakness.or(state.weakness);
                let known = information.importance.zip(likelihood.zip(weakness));
                let risk = known.map(|(importance, (threat, weakness))| {
                    self.risk(importance, threat, weakness)
                });
                ThreatRisk { threat: threat.id.clone(), likelihood, weakness, risk }
            })
            .collect();
        by_threat.sort_by_key(|one| std::cmp::Reverse(one.risk));
        let worst = |one: &ThreatRisk| self.worst(information.importance, one).value;
        let nothing = ThreatRisk {
            threat: String::new(),
            likelihood: information.own_threat,
            weakness: information.own_weakness,
            risk: None,
        };
        let at_most = by_threat.iter().map(worst).max();
        RowRisk {
            risk: by_threat.first().and_then(|one| one.risk),
            at_most: at_most.unwrap_or_else(|| worst(&nothing)),
            by_threat,
        }
    }

    /// The risk, with the worst in the place of what is missing.
    fn worst(&self, importance: Option<Level>, one: &ThreatRisk) -> Risk {
        self.risk(
            importance.unwrap_or(Level::HIGH),
            one.likelihood.unwrap_or(Level::HIGH),
            one.weakness.unwrap_or(Level::HIGH),
        )
    }
}
