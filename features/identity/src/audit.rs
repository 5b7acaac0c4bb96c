//! The audit entry of a change, written in the same transaction.

use hikeshi_db::Tx;
use hikeshi_tlog::{Entry, TlogError, append};
use hikeshi_web::Platform;
use serde_json::Value;
use uuid::Uuid;

use crate::{Actor, CompanyScope};

/// Appends what the scope's actor did to a thing of the company. `detail` holds
/// ids, states and hashes, never personal data. On PostgreSQL it holds the head
/// of the log until the commit: commit soon.
///
/// # Errors
/// [`TlogError`]; the caller's transaction must then be dropped.
pub async fn audit(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    action: &'static str,
    (target_kind, target_id): (&'static str, Uuid),
    detail: Value,
) -> Result<(), TlogError> {
    let (kind, actor) = match scope.actor() {
        Actor::Person(person) => ("person", Some(person.account.0)),
        Actor::Program(part) => (*part, None),
    };
    let mut entry = Entry::new(kind, actor, action)
        .tenant(scope.company().0)
        .target(target_kind, Some(target_id))
        .detail(detail);
    if let Some(provider) = scope.provider() {
        entry = entry.delegate(provider.0);
    }
    append(tx.conn(), &*platform.clock, entry).await.map(|_| ())
}

/// Appends an entry that belongs to no company: an account, a provider.
///
/// # Errors
/// [`TlogError`]; the caller's transaction must then be dropped.
pub async fn audit_open(
    tx: &Tx,
    platform: &Platform,
    actor: Option<Uuid>,
    action: &'static str,
    (target_kind, target_id): (&'static str, Uuid),
) -> Result<(), TlogError> {
    let kind = if actor.is_some() { "person" } else { "program" };
    let entry = Entry::new(kind, actor, action).target(target_kind, Some(target_id));
    append(tx.conn(), &*platform.clock, entry).await.map(|_| ())
}
