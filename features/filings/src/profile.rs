//! What of a company decides which duties it has: asked once, used in every incident.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;

use crate::{duties::count_again, model::reporting_profile};

/// The profile as pages and rules use it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Answers by the rules' key (`organisation.kind`): a word, `yes`, `no` or a number; a key
    /// that nobody answered is missing.
    pub answers: BTreeMap<String, String>,
    /// Whether the company says that its list of clauses is complete.
    pub clauses_complete: bool,
    /// Grows with every change; 0 when nobody has answered yet.
    pub version: i64,
}

/// The profile of the scope's company.
///
/// # Errors
/// A problem of the database.
pub async fn profile(tx: &Tx, scope: &CompanyScope) -> Result<Profile, Problem> {
    let row = reporting_profile::Entity::find_by_id(scope.company().0).one(tx.conn()).await?;
    let Some(row) = row else { return Ok(Profile::default()) };
    Ok(Profile {
        answers: serde_json::from_str(&row.answers_json)?,
        clauses_complete: row.clauses_complete,
        version: row.version,
    })
}

/// Writes the profile; `Ok(Err(now))` when somebody else changed it after `new.version`.
///
/// # Errors
/// A problem of the database.
pub async fn save_profile(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: Profile,
) -> Result<Result<(), Profile>, Problem> {
    let now = profile(tx, scope).await?;
    if now.version != new.version {
        return Ok(Err(now));
    }
    let row = reporting_profile::ActiveModel {
        company_id: Set(scope.company().0),
        answers_json: Set(serde_json::to_string(&new.answers)?),
        clauses_complete: Set(new.clauses_complete),
        changed_at: Set(to_millis(platform.clock.now())),
        changed_by: Set(scope.actor_name().to_owned()),
        version: Set(new.version + 1),
    };
    if now.version == 0 {
        reporting_profile::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    } else {
        reporting_profile::Entity::update(row).exec_without_returning(tx.conn()).await?;
    }
    count_again(tx, scope).await?;
    let detail = json!({ "answered": new.answers.keys().collect::<Vec<_>>() });
    audit(tx, platform, scope, "reporting-profile.changed", ("company", scope.company().0), detail)
        .await?;
    Ok(Ok(()))
}
