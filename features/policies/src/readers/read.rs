//! Somebody says that they have read a version.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _, QuerySelect as _};
use serde_json::json;

use super::ReaderLink;
use crate::{look::look, model::policy_reader};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// It is noted.
    Done,
    /// It was noted before: the first time counts.
    Already,
    /// Somebody else is asked.
    NotTheirs,
}

/// The person behind the scope has read what they were asked to.
///
/// # Errors
/// A problem of the database.
pub async fn read_by_account(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    reader: &policy_reader::Model,
) -> Result<Noted, Problem> {
    if reader.account_id.is_none() || reader.account_id != scope.account().map(Into::into) {
        return Ok(Noted::NotTheirs);
    }
    note(tx, platform, scope, reader, ("account", "")).await
}

/// Whoever has the link has read the version.
///
/// # Errors
/// A problem of the database.
pub async fn read_by_link(
    tx: &Tx,
    platform: &Platform,
    link: &ReaderLink,
) -> Result<Noted, Problem> {
    note(tx, platform, &link.scope, &link.reader, ("link", "")).await
}

/// Somebody notes that a person signed on paper.
///
/// # Errors
/// A problem of the database.
pub async fn note_on_paper(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    reader: &policy_reader::Model,
) -> Result<Noted, Problem> {
    note(tx, platform, scope, reader, ("paper", scope.actor_name())).await
}

async fn note(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    reader: &policy_reader::Model,
    (how, noted_by): (&'static str, &str),
) -> Result<Noted, Problem> {
    let held = policy_reader::Entity::find_by_id(reader.id).lock_exclusive().one(tx.conn()).await?;
    let living = held.filter(|row| row.withdrawn_at.is_none());
    let reader = living.ok_or_else(Problem::not_found)?;
    if reader.read_at.is_some() {
        return Ok(Noted::Already);
    }
    let change = policy_reader::ActiveModel {
        id: Set(reader.id),
        read_at: Set(Some(to_millis(platform.clock.now()))),
        read_how: Set(how.to_owned()),
        noted_by: Set(noted_by.to_owned()),
        ..Default::default()
    };
    policy_reader::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "reader": reader.id, "version": reader.version_id, "how": how });
    audit(tx, platform, scope, "policy.read", ("policy", reader.policy_id), detail).await?;
    look(tx, platform, scope).await?;
    Ok(Noted::Done)
}
