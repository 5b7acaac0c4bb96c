//! Measures in the order of what a yen spent on them saves.

use std::{cmp::Reverse, collections::BTreeMap};

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{LossFault, Range, ScenarioKind, Years, Yen};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: LocalText,
    /// How it helps.
    pub why: LocalText,
    /// Where cost and effect come from.
    pub source: Source,
    /// How far they have been checked.
    pub confidence: Confidence,
    /// Questions of assessments that it answers, as `ipa-25/11`.
    #[serde(default)]
    pub answers: Vec<String>,
    /// What it costs.
    pub cost: Cost,
    /// What it saves.
    pub effects: Vec<Effect>,
}

/// What a measure costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Once.
    pub once: Range,
    /// For how many years that serves.
    pub serves_years: u32,
    /// Each year.
    pub yearly: Range,
}

/// How much of a loss a measure saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Of what.
    pub scenario: ScenarioKind,
    /// At least so many percent.
    pub low_percent: u8,
    /// At most so many.
    pub high_percent: u8,
}

/// A measure with its cost and what it saves, both for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Id of the measure.
    pub id: String,
    /// What it costs in a year.
    pub cost: Range,
    /// What it saves in a year.
    pub saved: Range,
    /// What each yen saves. `None`: it costs nothing.
    pub per_yen: Option<PerYen>,
    /// Even if it costs least and saves most, it costs more than it saves of what is stated.
    pub never_pays: bool,
}

/// What each yen that is spent saves, in hundredths of a yen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PerYen {
    /// At least so much: saved least, cost most.
    pub low: u64,
    /// At most so much. `None`: it may cost nothing, and then there is no such number.
    pub high: Option<u64>,
}

impl PerYen {
    /// The ratio of what is saved to what it costs; `None` if it costs nothing in any case.
    #[must_use]
    pub fn of(saved: Range, cost: Range) -> Option<Self> {
        let ratio = |saved: Yen, cost: Yen| saved.get().saturating_mul(100).checked_div(cost.get());
        Some(Self { low: ratio(saved.low, cost.high)?, high: ratio(saved.high, cost.low) })
    }
}

impl Cost {
    /// The cost of a year.
    ///
    /// # Errors
    /// [`LossFault`]: a measure that serves no year, or a sum that is too large.
    pub fn of_a_year(&self) -> Result<Range, LossFault> {
        let fault = LossFault::Outside { field: "serves_years", from: 1, to: 100 };
        let years = u64::from(self.serves_years);
        let years = (1..=100).contains(&years).then_some(years).ok_or(fault)?;
        let once =
            Range { low: self.once.low.times(1, years)?, high: self.once.high.times(1, years)? };
        once.plus(self.yearly)
    }
}

/// Ranks the measures: those that cost nothing first, then by the yen saved per yen in the worse case,
/// then in the better one. `own` are yearly costs that the company knows better. Of several scenarios
/// that a measure helps against, the one in which it saves most counts: they are not added, because
/// one accident can be both. `losses` holds only scenarios of which something is stated; a measure that
/// helps against none of them is left out, for nothing can be said of it.
///
/// # Errors
/// [`LossFault`]: a sum that is too large, percents above 100.
pub fn rank(
    measures: &[Measure],
    losses: &BTreeMap<ScenarioKind, Range>,
    once_in: Years,
    own: &BTreeMap<String, Yen>,
) -> Result<Vec<Ranked>, LossFault> {
    let helps = |measure: &&Measure| {
        measure.effects.iter().any(|effect| losses.contains_key(&effect.scenario))
    };
    let ranked = measures.iter().filter(helps);
    let ranked = ranked.map(|measure| ranked_one(measure, losses, once_in, own));
    let mut ranked = ranked.collect::<Result<Vec<_>, _>>()?;
    ranked.sort_by_key(|one| {
        let low = one.per_yen.map_or(u64::MAX, |per_yen| per_yen.low);
        let high = one.per_yen.and_then(|per_yen| per_yen.high).unwrap_or(u64::MAX);
        (Reverse(low), Reverse(high), Reverse(one.saved.high), one.id.clone())
    });
    Ok(ranked)
}

fn ranked_one(
    measure: &Measure,
    losses: &BTreeMap<ScenarioKind, Range>,
    once_in: Years,
    own: &BTreeMap<String, Yen>,
) -> Result<Ranked, LossFault> {
    let cost = match own.get(&measure.id) {
        Some(known) => Range::one(*known),
        None => measure.cost.of_a_year()?,
    };
    let mut saved = Range::ZERO;
    for effect in &measure.effects {
        let loss = losses.get(&effect.scenario).copied().unwrap_or_default();
        let of_this = effect.of(once_in.each(loss)?)?;
        saved.low = saved.low.max(of_this.low);
        saved.high = saved.high.max(of_this.high);
    }
    let per_yen = PerYen::of(saved, cost);
    Ok(Ranked { id: measure.id.clone(), cost, saved, per_yen, never_pays: cost.low > saved.high })
}

impl Effect {
    fn of(&self, loss: Range) -> Result<Range, LossFault> {
        if self.low_percent > self.high_percent || self.high_percent > 100 {
            return Err(LossFault::Outside { field: "percent", from: 0, to: 100 });
        }
        Ok(Range {
            low: loss.low.at_least(u64::from(self.low_percent), 100)?,
            high: loss.high.at_least(u64::from(self.high_percent), 100)?,
        })
    }
}
