//! How far a company is on the ladder of stars. A star counts as declared only when a person noted it.

use hikeshi_ladder::{
    ladder,
    rungs::{Known, RungStanding, Stands, next_rung},
};
use hikeshi_web::Problem;

/// How far a company is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stars {
    /// The sign of the highest star whose declaration a person noted and that holds.
    pub declared: Option<String>,
    /// The star to work for.
    pub next: Option<NextStar>,
    /// Whether anything was answered or declared.
    pub known: bool,
}

/// The star to work for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStar {
    /// Its sign.
    pub mark: String,
    /// How far it is.
    pub stands: Stands,
    /// Steps that are not done.
    pub left: usize,
}

/// Where the company stands on every star.
pub(super) fn rungs(
    known: &Known,
    today: jiff::civil::Date,
) -> Result<Vec<RungStanding<'_>>, Problem> {
    Ok(hikeshi_ladder::rungs::judge(ladder()?, known, today))
}

pub(super) fn of(known: &Known, rungs: &[RungStanding<'_>]) -> Stars {
    let declared = rungs.iter().rev().find(|one| one.stands == Stands::Declared);
    let next = next_rung(rungs).map(|one| NextStar {
        mark: one.rung.mark.clone(),
        stands: one.stands,
        left: one.steps.iter().filter(|step| !step.done).count(),
    });
    Stars {
        declared: declared.map(|one| one.rung.mark.clone()),
        next,
        known: !known.assessed.is_empty() || !known.declarations.is_empty(),
    }
}
