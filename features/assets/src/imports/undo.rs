//! An import is undone: what it brought goes, what was changed since stays and is named.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use super::{
    bring::hold_import,
    rows_of,
    take::Before,
};
use crate::{
    history::{NewChange, note},
    keep::{NewAsset, changes, replace},
    ledger::{kind_of, own_of, values_of},
    model::{asset, asset_change, asset_import, asset_import_row, asset_secret},
    secrets,
};

/// What undoing does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undoing {
    /// Assets that go: the import brought them and nobody changed them since.
    pub gone: Vec<Uuid>,
    /// Assets that are again as before the import, with the row that says how.
    pub restored: Vec<Uuid>,
    /// Assets that somebody changed since: they stay as they are.
    pub stay: Vec<(Uuid, String)>,
}

/// What undoing an import would do now.
///
/// # Errors
/// A problem of the database.
pub async fn what_undo_does(
    tx: &Tx,
    scope: &CompanyScope,
    import: &asset_import::Model,
) -> Result<Undoing, Problem> {
    Ok(plan(tx, scope, import).await?.0)
}

type Steps = Vec<(asset::Model, asset_import_row::Model)>;

async fn plan(
    tx: &Tx,
    scope: &CompanyScope,
    import: &asset_import::Model,
) -> Result<(Undoing, Steps), Problem> {
    let rows = rows_of(tx, import, None).await?;
    let all = asset::Entity::find()
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .all(tx.conn())
        .await?;
    let mut all: std::collections::HashMap<Uuid, asset::Model> =
        all.into_iter().map(|row| (row.id, row)).collect();
    let mut undoing = Undoing::default();
    let mut steps = Vec::new();
    // A row that made the asset comes before those that only went into it.
    let mut of_assets: Vec<asset_import_row::Model> =
        rows.into_iter().filter(|row| row.asset_id.is_some()).collect();
    of_assets.sort_by_key(|row| (row.outcome != "taken", row.line));
    for row in of_assets {
        let Some(asset) = row.asset_id.and_then(|id| all.remove(&id)) else { continue };
        if asset.version != row.version_left {
            undoing.stay.push((asset.id, asset.name));
            continue;
        }
        if row.outcome == "taken" {
            undoing.gone.push(asset.id);
        } else {
            undoing.restored.push(asset.id);
        }
        steps.push((asset, row));
    }
    Ok((undoing, steps))
}

/// Undoes an import. `None`: it was undone before, or never taken.
///
/// # Errors
/// A problem of the database; then nothing was undone.
pub async fn undo(
    platform: &Platform,
    scope: &CompanyScope,
    import: &asset_import::Model,
) -> Result<Option<Undoing>, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let import = hold_import(&tx, scope, import.id).await?;
    if import.state != "taken" {
        return Ok(None);
    }
    let (undoing, steps) = plan(&tx, scope, &import).await?;
    delete(&tx, scope, &undoing.gone).await?;
    for (asset, row) in steps.iter().filter(|(_, row)| row.outcome != "taken") {
        restore(&tx, platform, scope, (asset, row, &import.file_name)).await?;
    }
    let change = asset_import::ActiveModel {
        id: Set(import.id),
        state: Set("undone".to_owned()),
        undone_at: Set(Some(to_millis(platform.clock.now()))),
        undone_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    asset_import::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "gone": undoing.gone.len(), "restored": undoing.restored.len(), "stay": undoing.stay.len() });
    audit(&tx, platform, scope, "asset-import.undone", ("asset-import", import.id), detail).await?;
    tx.commit().await?;
    Ok(Some(undoing))
}

/// Deletes assets with everything below them.
async fn delete(tx: &Tx, scope: &CompanyScope, ids: &[Uuid]) -> Result<(), Problem> {
    let company = scope.company().0;
    for ids in ids.chunks(500) {
        let ids = || ids.iter().copied();
        asset_secret::Entity::delete_many()
            .filter(asset_secret::Column::CompanyId.eq(company))
            .filter(asset_secret::Column::AssetId.is_in(ids()))
            .exec(tx.conn())
            .await?;
        asset_change::Entity::delete_many()
            .filter(asset_change::Column::CompanyId.eq(company))
            .filter(asset_change::Column::AssetId.is_in(ids()))
            .exec(tx.conn())
            .await?;
        asset::Entity::delete_many()
            .filter(asset::Column::CompanyId.eq(company))
            .filter(asset::Column::Id.is_in(ids()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

async fn restore(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (asset, row, file): (&asset::Model, &asset_import_row::Model, &str),
) -> Result<(), Problem> {
    let before: Before = serde_json::from_str(&row.before_json)?;
    let new = NewAsset { kind: kind_of(asset), values: before.values, own: before.own };
    let fields = changes(&values_of(asset)?, &own_of(asset)?, &new);
    for field in &before.secrets {
        secrets::forget(tx, scope, asset.id, *field).await?;
    }
    if fields.is_empty() && before.secrets.is_empty() {
        return Ok(());
    }
    replace(tx, platform, scope, asset, &new).await?;
    let noted = NewChange { asset: asset.id, what: "undone", fields: &fields, reason: file };
    note(tx, platform, scope, noted).await
}
