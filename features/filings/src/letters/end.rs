//! A person ends a run: says what became of it, then the list is deleted.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{case::hold, model::incident};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;

use super::{Refused, RunState, drop::close_run, run::hold_run};
use crate::model::letter_run;

/// What a person says when a run ends. The default says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// How many printed letters were posted, and when.
    pub posted: Option<(i64, Timestamp)>,
    /// Everybody concerned is told, by this run or in another way.
    pub told_all: bool,
}

impl Said {
    /// The run with what was said about it.
    pub(super) fn of(self, run: &letter_run::Model) -> letter_run::Model {
        let mut run = run.clone();
        run.told_all = self.told_all;
        if let Some((count, at)) = self.posted {
            run.posted = Some(count);
            run.posted_on = Some(to_millis(at));
        }
        run
    }
}

/// Ends a run in which all were tried, as the person saw it (`seen`: its version).
///
/// # Errors
/// Forbidden for a provider's people; a problem of the database.
pub async fn end_run(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    (seen, said): (i64, Said),
) -> Result<Result<(), Refused>, Problem> {
    if scope.provider().is_some() {
        return Err(Problem::forbidden());
    }
    hold(tx, incident).await?;
    let run = hold_run(tx, scope, run.id).await?;
    if run.run_state()? != RunState::Open || run.version != seen {
        return Ok(Err(Refused::Moved));
    }
    close_run(tx, platform, scope, &run, (RunState::Ended, said)).await?;
    Ok(Ok(()))
}
