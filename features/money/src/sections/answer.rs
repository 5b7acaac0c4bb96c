//! The answer at the top: the largest sum that is to be expected, whether the company could pay it, and
//! what to do next. A range and an estimate, as everything here.

use hikeshi_loss::Yen;
use serde::Serialize;

use super::Said;

/// What a president reads first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    /// One sentence each.
    pub(crate) lines: Vec<String>,
    /// What to do next: the section of the page where it is done, and its words.
    pub(crate) next: Vec<(&'static str, String)>,
}

/// What the company can pay at once against what insurances leave to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purse {
    /// It can be more than that, by this much.
    Beyond(Yen),
    /// It is within, and every head is stated.
    Within,
    /// It is within as far as heads are stated.
    WithinStated,
}

/// Compares; `None`: nobody stated what the company can pay, or nothing is counted.
pub(super) fn purse(said: &Said<'_>) -> Option<Purse> {
    let can_pay = said.results.figures.can_pay?;
    let gap = said.results.counted().map(|(_, cover)| cover.gap.high).max()?;
    Some(match gap.less(can_pay) {
        Yen::ZERO if said.is_partial() => Purse::WithinStated,
        Yen::ZERO => Purse::Within,
        more => Purse::Beyond(more),
    })
}

/// The answer; `None` while no figures are entered.
pub(super) fn answer(said: &Said<'_>) -> Option<Answer> {
    let (worst, _) = said.results.counted().max_by_key(|(scenario, _)| scenario.total.high)?;
    let sum = said.at_least(worst.total, worst.missing.is_empty());
    let scenario = said.t(&format!("money-scenario-{}", worst.kind.name()));
    let largest = said.words.ta("money-answer-largest", &[("sum", &sum), ("scenario", &scenario)]);
    let purse = match purse(said) {
        None => said.t("money-answer-can-pay"),
        Some(Purse::Beyond(more)) => said.words.t1("money-answer-beyond", "sum", said.yen(more)),
        Some(Purse::Within) => said.t("money-answer-within"),
        Some(Purse::WithinStated) => said.t("money-answer-within-stated"),
    };
    Some(Answer {
        lines: vec![largest, purse, said.t("money-answer-estimate")],
        next: vec![
            ("gap", said.t("money-next-insurance")),
            ("measures", said.t("money-next-measures")),
        ],
    })
}
