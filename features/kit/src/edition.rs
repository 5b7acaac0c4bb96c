//! Editions as they were made: which there are, and the one that counts.

use futures_util::TryStreamExt as _;
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Select};
use uuid::Uuid;

use crate::model::kit_edition;

/// All editions of the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn editions(tx: &Tx, scope: &CompanyScope) -> Result<Vec<kit_edition::Model>, Problem> {
    Ok(of(scope).order_by_desc(kit_edition::Column::Number).all(tx.conn()).await?)
}

/// The edition that was made last.
///
/// # Errors
/// A problem of the database.
pub async fn last_edition(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Option<kit_edition::Model>, Problem> {
    Ok(of(scope).order_by_desc(kit_edition::Column::Number).one(tx.conn()).await?)
}

/// One edition of the company.
///
/// # Errors
/// Not found: unknown, or of another company; a problem of the database.
pub(crate) async fn find_edition(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<kit_edition::Model, Problem> {
    let found = of(scope).filter(kit_edition::Column::Id.eq(id)).one(tx.conn()).await?;
    found.ok_or_else(Problem::not_found)
}

/// The file of an edition, whole.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn file_of(
    platform: &Platform,
    scope: &CompanyScope,
    edition: &kit_edition::Model,
) -> Result<Vec<u8>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let pieces = platform.blobs.open_stream(&key, edition.blob_id).await?;
    let pieces: Vec<_> = pieces.try_collect().await?;
    Ok(pieces.concat())
}

fn of(scope: &CompanyScope) -> Select<kit_edition::Entity> {
    kit_edition::Entity::find().filter(kit_edition::Column::CompanyId.eq(scope.company().0))
}
