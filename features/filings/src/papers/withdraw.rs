//! Taking an approval back before the paper is given out.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_web::{Platform, Problem};

use super::{
    Act, State,
    change::{Change, Noted, in_state},
};

/// Takes the approval back: the paper is a draft again, its frozen version stays. `false` when it
/// is not approved, or given out already.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn withdraw_approval(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, note): (&str, String),
) -> Result<bool, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold_open(paper).await?;
    if State::of(&row) != State::Approved {
        return Ok(false);
    }
    change.note((row.id, row.version), Act::Withdrawn, Noted { note, ..Noted::default() }).await?;
    change.write(in_state(State::Draft), &row, Act::Withdrawn).await?;
    Ok(true)
}
