//! The readers of a version, and what waits for a person.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::{policy_reader, policy_version};

/// Everybody who was asked to read a version, by name.
///
/// # Errors
/// A problem of the database.
pub async fn readers_of(
    tx: &Tx,
    version: &policy_version::Model,
) -> Result<Vec<policy_reader::Model>, Problem> {
    Ok(policy_reader::Entity::find()
        .filter(policy_reader::Column::VersionId.eq(version.id))
        .filter(policy_reader::Column::CompanyId.eq(version.company_id))
        .filter(policy_reader::Column::WithdrawnAt.is_null())
        .order_by_asc(policy_reader::Column::Name)
        .order_by_asc(policy_reader::Column::Id)
        .all(tx.conn())
        .await?)
}

/// A reader of a version, by the id in a path.
///
/// # Errors
/// Not found.
pub async fn find_reader(
    tx: &Tx,
    version: &policy_version::Model,
    id: &str,
) -> Result<policy_reader::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let all = readers_of(tx, version).await?;
    all.into_iter().find(|reader| reader.id == id).ok_or_else(Problem::not_found)
}

/// What the person behind the scope was asked to read in the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn mine(tx: &Tx, scope: &CompanyScope) -> Result<Vec<policy_reader::Model>, Problem> {
    let Some(account) = scope.account() else { return Ok(Vec::new()) };
    Ok(policy_reader::Entity::find()
        .filter(policy_reader::Column::CompanyId.eq(scope.company().0))
        .filter(policy_reader::Column::AccountId.eq(account.0))
        .filter(policy_reader::Column::WithdrawnAt.is_null())
        .order_by_desc(policy_reader::Column::AskedAt)
        .all(tx.conn())
        .await?)
}
