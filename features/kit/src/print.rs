//! That somebody printed an edition and put it where people find it.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use crate::model::{kit_edition, kit_print};

/// A printed kit as noted.
#[derive(Debug, Clone)]
pub struct NewPrint {
    /// Made from the form, so that a form sent twice is one note.
    pub id: Uuid,
    /// Where the paper is kept.
    pub place: String,
}

/// Notes it under the name of whoever says so.
///
/// # Errors
/// A problem of the database.
pub async fn note_print(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    edition: &kit_edition::Model,
    new: &NewPrint,
) -> Result<(), Problem> {
    let row = kit_print::Model {
        id: new.id,
        company_id: edition.company_id,
        edition_id: edition.id,
        place: new.place.clone(),
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    let same = OnConflict::column(kit_print::Column::Id).do_nothing().to_owned();
    let written = kit_print::Entity::insert(kit_print::ActiveModel::from(row))
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let detail = json!({ "number": edition.number });
        audit(tx, platform, scope, "kit.printed", ("kit", edition.id), detail).await?;
    }
    Ok(())
}

/// All notes of the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn prints(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Vec<kit_print::Model>, Problem> {
    Ok(kit_print::Entity::find()
        .filter(kit_print::Column::CompanyId.eq(scope.company().0))
        .order_by_desc(kit_print::Column::At)
        .order_by_desc(kit_print::Column::Id)
        .all(tx.conn())
        .await?)
}
