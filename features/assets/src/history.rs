//! What happened to assets.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    keep::{Changed, fresh},
    model::asset_change,
};

/// Something that happened to an asset.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewChange<'a> {
    pub(crate) asset: Uuid,
    /// `created`, `changed`, `retired`, `restored`, `imported`, `merged`, `undone`, `shown`.
    pub(crate) what: &'static str,
    pub(crate) fields: &'a [Changed],
    pub(crate) reason: &'a str,
}

/// The row of a change.
pub(crate) fn row(
    platform: &Platform,
    scope: &CompanyScope,
    new: NewChange<'_>,
) -> Result<asset_change::Model, Problem> {
    Ok(asset_change::Model {
        id: fresh(platform),
        company_id: scope.company().0,
        asset_id: new.asset,
        what: new.what.to_owned(),
        fields_json: serde_json::to_string(new.fields)?,
        reason: new.reason.to_owned(),
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(|account| account.0),
        by_name: scope.actor_name().to_owned(),
    })
}

/// Notes it.
pub(crate) async fn note(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: NewChange<'_>,
) -> Result<(), Problem> {
    let row = row(platform, scope, new)?.into_active_model();
    asset_change::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What happened to one asset, or to all of the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn changes_of(
    tx: &Tx,
    scope: &CompanyScope,
    asset: Option<Uuid>,
    limit: u64,
) -> Result<Vec<asset_change::Model>, Problem> {
    let mut query = asset_change::Entity::find()
        .filter(asset_change::Column::CompanyId.eq(scope.company().0));
    if let Some(asset) = asset {
        query = query.filter(asset_change::Column::AssetId.eq(asset));
    }
    let query = query.order_by_desc(asset_change::Column::At);
    Ok(query.order_by_desc(asset_change::Column::Id).limit(limit).all(tx.conn()).await?)
}
