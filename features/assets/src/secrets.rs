//! Keys of licences and passwords: sealed with the company's key, shown on purpose only.

use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_inventory::Field;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use crate::{
    history::{NewChange, note},
    keep::fresh,
    model::{asset, asset_secret},
};

/// Keeps secrets of an asset; one that was kept before is replaced.
pub(crate) async fn set(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    asset: Uuid,
    secrets: &[(Field, String)],
) -> Result<(), Problem> {
    if secrets.is_empty() {
        return Ok(());
    }
    let key = company_key(tx, platform, scope).await?;
    for (field, plain) in secrets {
        forget(tx, scope, asset, *field).await?;
        let row = asset_secret::Model {
            id: fresh(platform),
            company_id: scope.company().0,
            asset_id: asset,
            field: field.name().to_owned(),
            sealed: key.seal(plain.as_bytes())?,
            set_at: to_millis(platform.clock.now()),
            set_by: scope.actor_name().to_owned(),
        };
        let row = row.into_active_model();
        asset_secret::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Deletes a secret.
pub(crate) async fn forget(
    tx: &Tx,
    scope: &CompanyScope,
    asset: Uuid,
    field: Field,
) -> Result<(), Problem> {
    asset_secret::Entity::delete_many()
        .filter(asset_secret::Column::CompanyId.eq(scope.company().0))
        .filter(asset_secret::Column::AssetId.eq(asset))
        .filter(asset_secret::Column::Field.eq(field.name()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The secrets of an asset, sealed.
///
/// # Errors
/// A problem of the database.
pub async fn secrets_of(
    tx: &Tx,
    scope: &CompanyScope,
    asset: Uuid,
) -> Result<Vec<asset_secret::Model>, Problem> {
    Ok(asset_secret::Entity::find()
        .filter(asset_secret::Column::CompanyId.eq(scope.company().0))
        .filter(asset_secret::Column::AssetId.eq(asset))
        .all(tx.conn())
        .await?)
}

/// Opens a secret for somebody who said why. That is in the asset's history and in the log before
/// anybody sees it, because both commit first.
///
/// # Errors
/// Not found; a problem of the database or of the key.
pub async fn show(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (asset, field, reason): (&asset::Model, Field, &str),
) -> Result<String, Problem> {
    let kept = secrets_of(tx, scope, asset.id).await?;
    let kept = kept.into_iter().find(|row| row.field == field.name());
    let kept = kept.ok_or_else(Problem::not_found)?;
    let plain = company_key(tx, platform, scope).await?.open(&kept.sealed)?;
    note(tx, platform, scope, NewChange { asset: asset.id, what: "shown", fields: &[], reason })
        .await?;
    let detail = json!({ "field": field.name() });
    audit(tx, platform, scope, "asset.secret-shown", ("asset", asset.id), detail).await?;
    Ok(String::from_utf8_lossy(&plain).into_owned())
}
