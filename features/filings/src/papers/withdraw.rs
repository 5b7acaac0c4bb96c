//! Taking an approval back before the paper is given out.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_web::{Platform, Problem};

use super::{
    Act, State,
    change::{Change, Noted, in_state},
};
use crate::{
    awaits::renew_awaits,
    letters::{RunState, runs_of_paper},
};

/// What became of the wish to take an approval back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawal {
    /// Done.
    Done,
    /// The paper is not approved, or was given out already.
    NotApproved,
    /// Letters with this text are going out: their run has to be called off first.
    LettersOut,
}

/// Takes the approval back: the paper is a draft again, its frozen version stays. Runs of letters
/// that have not begun cannot begin any more.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn withdraw_approval(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, note): (&str, String),
) -> Result<Withdrawal, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold_open(paper).await?;
    if State::of(&row) != State::Approved {
        return Ok(Withdrawal::NotApproved);
    }
    for run in runs_of_paper(tx, incident, &row).await? {
        if matches!(run.run_state()?, RunState::Running | RunState::Paused | RunState::Open) {
            return Ok(Withdrawal::LettersOut);
        }
    }
    change.note((row.id, row.version), Act::Withdrawn, Noted { note, ..Noted::default() }).await?;
    change.write(in_state(State::Draft), &row, Act::Withdrawn).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    Ok(Withdrawal::Done)
}
