//! Somebody has read a paper and found it right.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_web::{Platform, Problem};

use super::{
    Act, PaperNow, State,
    change::{Change, Noted, in_state},
    effective_state, events_of,
    freeze::keep_version,
};
use crate::awaits::{forget_asked, renew_awaits, tell_approvers};

/// What became of a check.
#[derive(Debug)]
pub enum Checked {
    /// It is noted.
    Done,
    /// The paper no longer says what the person read, or an item waits for a decision.
    Moved,
    /// This very text is checked already: another check would take approvals away that were given.
    Already,
    /// The paper is approved already.
    Frozen,
}

/// Notes that the person has read the text named `seen` and found it right; keeps that text as a
/// version. Approvals of another text that were given before no longer count.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn check(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, seen): (&str, &str),
) -> Result<Checked, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold_open(paper).await?;
    if State::of(&row).is_frozen() {
        return Ok(Checked::Frozen);
    }
    let now = PaperNow::read(tx, platform, scope, incident, row).await?;
    if now.text_sha256 != seen || now.has_conflict() {
        return Ok(Checked::Moved);
    }
    let events = events_of(tx, &now.row).await?;
    if effective_state(&now.row, &events, &now.text_sha256) == State::Checked {
        return Ok(Checked::Already);
    }
    let version = keep_version(&change, &now, State::Checked, &[]).await?;
    let noted = Noted {
        text_sha256: now.text_sha256.clone(),
        version_id: Some(version),
        ..Noted::default()
    };
    change.note((now.row.id, now.row.version), Act::Checked, noted).await?;
    change.write(in_state(State::Checked), &now.row, Act::Checked).await?;
    forget_asked(tx, &now.row).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    tell_approvers(tx, platform, scope, (incident, &now.row)).await?;
    Ok(Checked::Done)
}
