//! What a company knows of its own money.

use std::collections::BTreeMap;

use hikeshi_loss::{Costs, Responsibility, StopFigures, Yen};
use serde::{Deserialize, Serialize};

/// The figures. `None`: not stated; then a sum says what is missing instead of counting nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Sales and work on a day.
    pub stop: StopFigures,
    /// How long a stop the company wants to see beside a week, in tenths of days.
    pub stop_day_tenths: u32,
    /// What others are paid after an accident.
    pub costs: Costs,
    /// How much is expected of the company.
    pub responsibility: Responsibility,
    /// An accident once in so many years: the shorter time.
    pub once_from: u32,
    /// The longer time.
    pub once_to: u32,
    /// What the company could pay at once.
    pub can_pay: Option<Yen>,
    /// Yearly costs of measures that the company knows better.
    pub own_costs: BTreeMap<String, Yen>,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            stop: StopFigures {
                open_days: 5,
                lost_percent: 100,
                hours_per_day: 8,
                idle_percent: 100,
                ..StopFigures::default()
            },
            stop_day_tenths: 140,
            costs: Costs::default(),
            responsibility: Responsibility::Ordinary,
            once_from: 5,
            once_to: 20,
            can_pay: None,
            own_costs: BTreeMap::new(),
        }
    }
}
