//! One after the other: whoever changes a document holds its row first.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::Document;
use crate::model::policy;

/// The document, held until the transaction ends.
///
/// # Errors
/// Not found, as [`super::find_document`].
pub async fn hold(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Document, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let found = policy::Entity::find_by_id(id)
        .filter(policy::Column::CompanyId.eq(scope.company().0))
        .filter(policy::Column::WithdrawnAt.is_null())
        .lock_exclusive()
        .one(tx.conn())
        .await?;
    Document::of(found.ok_or_else(Problem::not_found)?)
}
