//! The measures that help most, with what the plan already holds.

use std::collections::BTreeMap;

use hikeshi_posture_engine::{Answers, Catalogue, Measure, Ranked, rank};
use uuid::Uuid;

use super::{Known, RungStanding};
use crate::plan::{Item, State};

/// A measure that comes next.
#[derive(Debug, Clone)]
pub struct Proposed<'a> {
    /// The measure with what it would change.
    pub ranked: Ranked<'a>,
    /// Where it stands in the plan.
    pub taken: Option<Taken>,
}

/// Where a measure stands in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The item.
    pub item: Uuid,
    /// Until when.
    pub due: Option<jiff::civil::Date>,
}

/// The `most` best measures for the star to work for; where it asks for no answers, for all that was
/// answered. What was done or dropped since the answers were given is left out: its questions are to be
/// answered again first.
#[must_use]
pub fn proposed<'a>(
    measures: &'a [Measure],
    known: &Known,
    next: Option<&RungStanding<'_>>,
    (plan, most): (&[Item], usize),
) -> Vec<Proposed<'a>> {
    let steps = next.map(|next| next.steps.as_slice()).unwrap_or_default();
    let named = steps.iter().filter(|step| !step.done).filter_map(|step| step.told);
    let mut told: BTreeMap<&str, (&Catalogue, &Answers)> =
        named.map(|told| (told.catalogue.id.as_str(), (&told.catalogue, &told.answers))).collect();
    // The self-check tells most of what is to be done, whatever the next star asks for.
    for catalogue in ["ipa-25", "ipa-6", "ipa-5"] {
        if let Some(one) = known.told(catalogue) {
            told.entry(catalogue).or_insert((&one.catalogue, &one.answers));
        }
    }
    let answered_at = known.assessed.values().flat_map(|one| [&one.finished, &one.draft]);
    let answered_at = answered_at.flatten().map(|told| told.at).max().unwrap_or_default();
    let assessed: Vec<(&Catalogue, &Answers)> = told.into_values().collect();
    let mut all = Vec::new();
    for ranked in rank(measures, &assessed) {
        let own = plan.iter().filter(|item| item.row.measure == ranked.measure.id);
        let open = own.clone().find(|item| item.state.is_open());
        let since = |item: &Item| item.row.ended_at.is_some_and(|at| at > answered_at);
        let ended = own.clone().any(|item| item.state != State::Open && since(item));
        if open.is_none() && ended {
            continue;
        }
        let taken = open.map(|item| Taken { item: item.row.id, due: item.entry.due });
        all.push(Proposed { ranked, taken });
        if all.len() == most {
            break;
        }
    }
    all
}
