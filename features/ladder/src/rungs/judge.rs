//! What each step of a star still lacks. Pure: what is known in, where the company stands out.

use hikeshi_posture_engine::{Answer, missing};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Known, Told, valid_until};
use crate::{
    content::{Ladder, Rung, Step, StepKind, Until},
    model::star_declaration,
};

/// Where a company stands on a star.
#[derive(Debug, Clone)]
pub struct RungStanding<'a> {
    /// The star.
    pub rung: &'a Rung,
    /// How far it is.
    pub stands: Stands,
    /// Its steps.
    pub steps: Vec<StepStanding<'a>>,
    /// The declaration that counts, or counted until it had to be renewed.
    pub declaration: Option<&'a star_declaration::Model>,
    /// Until when it holds, where that is known.
    pub until: Option<Date>,
}

/// How far a company is with a star.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// A person noted the declaration, and it holds.
    Declared,
    /// A higher star of the same scheme was declared.
    Covered,
    /// It was declared and has to be renewed.
    Lapsed,
    /// Everything is there but the declaration.
    Ready,
    /// Some of it is there.
    Begun,
    /// Nothing is there.
    Open,
}

impl Stands {
    /// Whether nothing is left to be done for it.
    #[must_use]
    pub const fn is_reached(self) -> bool {
        matches!(self, Self::Declared | Self::Covered)
    }

    /// The name in the API and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Covered => "covered",
            Self::Lapsed => "lapsed",
            Self::Ready => "ready",
            Self::Begun => "begun",
            Self::Open => "open",
        }
    }
}

/// Where a company stands with a step.
#[derive(Debug, Clone)]
pub struct StepStanding<'a> {
    /// The step.
    pub step: &'a Step,
    /// Whether it is done.
    pub done: bool,
    /// Whether something of it is there.
    pub begun: bool,
    /// For answers: the catalogue that is looked at.
    pub catalogue: &'a str,
    /// For answers: what was answered; finished, otherwise what stands so far.
    pub told: Option<&'a Told>,
    /// For answers: the assessment that is being answered.
    pub draft: Option<Uuid>,
    /// For answers: whether those that are looked at are finished.
    pub finished: bool,
    /// For answers: what is not met, in the order of the catalogue.
    pub gaps: Vec<Gap>,
}

/// A question that keeps a step from being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The item.
    pub item: String,
    /// The answer that weighs most of those of the sites.
    pub worst: Answer,
    /// The sites where it is open.
    pub sites: Vec<String>,
}

/// Where the company stands on every star.
#[must_use]
pub fn judge<'a>(ladder: &'a Ladder, known: &'a Known, today: Date) -> Vec<RungStanding<'a>> {
    let mut all: Vec<RungStanding<'a>> =
        ladder.rungs.iter().map(|rung| one(rung, known, today)).collect();
    for place in 0..all.len() {
        let Some((lower, higher)) = all.split_at_mut_checked(place + 1) else { continue };
        let Some(own) = lower.last_mut() else { continue };
        let declared = |above: &RungStanding<'_>| {
            above.rung.scheme == own.rung.scheme && above.stands == Stands::Declared
        };
        if own.stands != Stands::Declared && higher.iter().any(declared) {
            own.stands = Stands::Covered;
        }
    }
    all
}

/// The star to work for: the first one that is not reached.
#[must_use]
pub fn next_rung<'b, 'a>(all: &'b [RungStanding<'a>]) -> Option<&'b RungStanding<'a>> {
    all.iter().find(|one| !one.stands.is_reached())
}

fn one<'a>(rung: &'a Rung, known: &'a Known, today: Date) -> RungStanding<'a> {
    let declaration = known.declaration(&rung.id);
    let until = declaration.and_then(|row| valid_until(rung, row));
    let holds = declaration.is_some() && until.is_none_or(|until| today <= until);
    let steps: Vec<StepStanding<'a>> =
        rung.steps.iter().map(|step| with(step, known, holds)).collect();
    let before = || steps.iter().filter(|one| one.step.kind != StepKind::Declared);
    let stands = match declaration {
        Some(_) if holds => Stands::Declared,
        Some(_) => Stands::Lapsed,
        None if before().all(|one| one.done) => Stands::Ready,
        None if before().any(|one| one.done || one.begun) => Stands::Begun,
        None => Stands::Open,
    };
    RungStanding { rung, stands, steps, declaration, until }
}

fn with<'a>(step: &'a Step, known: &'a Known, declared: bool) -> StepStanding<'a> {
    let simple = |done: bool, begun: bool| StepStanding {
        step,
        done,
        begun,
        catalogue: "",
        told: None,
        draft: None,
        finished: false,
        gaps: Vec::new(),
    };
    match step.kind {
        StepKind::Assessment => answered(step, known),
        StepKind::PolicyApproved => simple(known.policy_approved, known.policy.is_some()),
        StepKind::PolicyPublic => {
            let public = known.policy_approved && known.policy_address.is_some();
            simple(public, known.policy_approved)
        }
        StepKind::Expert => simple(known.confirmation.is_confirmed(), false),
        StepKind::Oath => simple(known.confirmation.is_pledged(), false),
        StepKind::Declared => simple(declared, false),
    }
}

/// The catalogue whose answers reach furthest; of those that reach as far the first one. Only finished
/// answers make a step done.
fn answered<'a>(step: &'a Step, known: &'a Known) -> StepStanding<'a> {
    let all: Vec<StepStanding<'a>> =
        step.catalogues.iter().map(|catalogue| of_catalogue(step, catalogue, known)).collect();
    let far = |one: &StepStanding<'_>| {
        let open = if one.told.is_some() { one.gaps.len() } else { usize::MAX };
        (!one.done, !one.finished, one.told.is_none(), open)
    };
    let nearest = all.into_iter().min_by_key(far);
    nearest.unwrap_or_else(|| of_catalogue(step, "", known))
}

fn of_catalogue<'a>(step: &'a Step, catalogue: &'a str, known: &'a Known) -> StepStanding<'a> {
    let told = known.told(catalogue);
    let finished = known.finished(catalogue).is_some();
    let waits = |worst: Answer| worst == Answer::Unanswered;
    let gaps = told.map(|told| missing(&told.catalogue, &told.answers)).unwrap_or_default();
    let counts = |worst: Answer| step.until == Until::Met || waits(worst);
    let gaps: Vec<Gap> = gaps
        .into_iter()
        .filter(|gap| counts(gap.worst))
        .map(|gap| Gap { item: gap.item, worst: gap.worst, sites: gap.sites })
        .collect();
    // Where nothing applies, nothing is met either.
    let enough = told.is_some_and(|told| match step.until {
        Until::Met => told.score.sum.met,
        Until::Answered => told.score.sum.complete,
    });
    StepStanding {
        step,
        done: finished && enough,
        begun: told.is_some(),
        catalogue,
        told,
        draft: known.assessed.get(catalogue).and_then(|one| one.draft.as_ref()).map(|d| d.id),
        finished,
        gaps,
    }
}
