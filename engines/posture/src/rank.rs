//! Which measures come next: much effect for little work and money first.

use std::cmp::Reverse;

use crate::{Answer, Answers, Catalogue, Measure, Sheet};

/// A measure that would change answers, with what it would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Points gained in each catalogue that counts points differently: catalogue id and points.
    pub gains: Vec<(String, i32)>,
    /// How many questions would be met that are not.
    pub closes: u32,
    /// Share of all points that would be gained, in thousandths of the whole sheets.
    pub effect: u32,
}

/// The measures that change anything, the best first: effect for each half day of work and money,
/// then effect, then the order of the list. A question that waits counts as not met, but a measure
/// that only answers waiting questions comes behind those that close a known gap.
#[must_use]
pub fn rank<'a>(measures: &'a [Measure], assessed: &[(&Catalogue, &Answers)]) -> Vec<Ranked<'a>> {
    let mut ranked: Vec<(bool, Ranked<'a>)> = measures
        .iter()
        .filter_map(|measure| ranked(measure, assessed))
        .filter(|(_, one)| one.effect > 0)
        .collect();
    ranked.sort_by_key(|(known, one)| {
        let weight = one.measure.effort.weight() + one.measure.cost.weight();
        (!known, Reverse(one.effect * 1000 / weight.max(1)), Reverse(one.effect))
    });
    ranked.into_iter().map(|(_, one)| one).collect()
}

/// What a measure changes, and whether it closes a gap that somebody named.
fn ranked<'a>(
    measure: &'a Measure,
    assessed: &[(&Catalogue, &Answers)],
) -> Option<(bool, Ranked<'a>)> {
    let mut one = Ranked { measure, gains: Vec::new(), closes: 0, effect: 0 };
    let mut known = false;
    for (catalogue, answers) in assessed {
        let empty = [Sheet::default()];
        let sheets = if answers.sheets.is_empty() { &empty[..] } else { &answers.sheets[..] };
        let scoring = &catalogue.scoring;
        let mut gain = 0;
        for effect in measure.effects.iter().filter(|e| e.item.catalogue == catalogue.id) {
            let Some(item) = catalogue.item(&effect.item.item) else { continue };
            for sheet in sheets {
                let now = sheet.answer(&item.id);
                let better = scoring.points_of(effect.to) - scoring.points_of(now);
                if now == Answer::Na || better <= 0 {
                    continue;
                }
                gain += better;
                one.closes += u32::from(scoring.is_met(effect.to) && !scoring.is_met(now));
                known |= now.is_given();
            }
        }
        let questions = i32::try_from(catalogue.len() * sheets.len()).unwrap_or(i32::MAX);
        let whole = scoring.best().saturating_mul(questions);
        if gain > 0 && whole > 0 {
            one.effect +=
                u32::try_from(i64::from(gain) * 1000 / i64::from(whole)).unwrap_or(0).max(1);
            one.gains.push((catalogue.id.clone(), gain));
        }
    }
    (!one.gains.is_empty()).then_some((known, one))
}
