//! Approvals that still stand: who has lost the role in which they approved no longer counts.

use hikeshi_db::Tx;
use hikeshi_drafting::Kind;
use hikeshi_identity::{AccountId, CompanyId, CompanyScope, Role, scope_of_account};
use hikeshi_web::Problem;

use super::{Act, Approvals, State, approvals, life::role_may_approve};
use crate::model::paper_event;

/// The approvals that count for a text in this state. While one is missing, those of persons who
/// have lost the role in which they gave them do not; what was complete stays so. `events` are in
/// the order of time.
///
/// # Errors
/// A problem of the database.
pub async fn standing_approvals(
    tx: &Tx,
    company: CompanyId,
    kind: &Kind,
    (state, events, text): (State, &[paper_event::Model], &str),
) -> Result<Approvals, Problem> {
    if state != State::Checked {
        return Ok(approvals(kind, events, text));
    }
    let mut standing = Vec::new();
    for event in events {
        let approved = event.act == Act::Approved.name() && event.text_sha256 == text;
        if let Some(account) = event.by_id.filter(|_| approved) {
            let now = scope_of_account(tx, AccountId(account), company).await?;
            if !now.is_some_and(|now| would_again(kind, event, &now)) {
                continue;
            }
        }
        standing.push(event.clone());
    }
    Ok(approvals(kind, &standing, text))
}

/// Whether this person could give the same approval now.
fn would_again(kind: &Kind, event: &paper_event::Model, now: &CompanyScope) -> bool {
    let role = Role::from_name(&event.by_role);
    role.is_some_and(|role| now.has_role(role)) && role_may_approve(kind, now)
}
