//! The risks of a company, counted.

use hikeshi_risks::{Rated, risk_model};
use hikeshi_web::Problem;

/// How the ledger of information stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risks {
    /// Rows in use.
    pub rows: usize,
    /// Large and medium risks about which nothing is done and which nobody accepted.
    pub untreated: usize,
    /// Rows whose risk nobody knows yet.
    pub open: usize,
}

pub(super) fn of(rated: &[Rated]) -> Result<Option<Risks>, Problem> {
    let model = risk_model()?;
    let count = |fits: &dyn Fn(&Rated) -> bool| rated.iter().filter(|one| fits(one)).count();
    Ok((!rated.is_empty()).then(|| Risks {
        rows: rated.len(),
        untreated: count(&|one| one.is_untreated(model)),
        open: count(&|one| one.value().is_none()),
    }))
}
