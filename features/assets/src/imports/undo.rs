//! An import is undone: what it brought goes; what was changed since, or what a later import names
//! too, stays and is named.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_directory::hold_company;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    bring::hold_import,
    mark::{Before, Mark, secret_ids},
    rows_of,
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
    /// Assets that somebody changed since, or that a later import names too: they stay as they are.
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

/// What is done to the ledger, and to other imports.
#[derive(Default)]
struct Steps {
    /// Assets that go or are as before, with the row that says how.
    undone: Vec<(asset::Model, asset_import_row::Model)>,
    /// Rows of later imports that take the place of a row of this one: what stays is theirs now.
    heirs: Vec<asset_import_row::Model>,
}

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
    let mut all: HashMap<Uuid, asset::Model> = all.into_iter().map(|row| (row.id, row)).collect();
    let mut secrets = secret_ids(tx, scope).await?;
    let merged = merged_elsewhere(tx, scope, import).await?;
    let mut undoing = Undoing::default();
    let mut steps = Steps::default();
    // A row that made the asset comes before those that only went into it.
    let mut of_assets: Vec<asset_import_row::Model> =
        rows.into_iter().filter(|row| row.asset_id.is_some()).collect();
    of_assets.sort_by_key(|row| (row.outcome != "taken", row.line));
    for row in of_assets {
        let Some(asset) = row.asset_id.and_then(|id| all.remove(&id)) else { continue };
        let before = before_of(&row)?;
        if before.from.is_some() && before.from == before.left {
            // It named the asset and added nothing.
            continue;
        }
        let mut later: Vec<&asset_import_row::Model> =
            merged.get(&asset.id).into_iter().flatten().collect();
        later.retain(|other| other.version_left >= row.version_left);
        if !later.is_empty() {
            steps.heirs.extend(heir(&row, &before, later)?);
            undoing.stay.push((asset.id, asset.name));
            continue;
        }
        let now = Mark::of_row(&asset, secrets.remove(&asset.id).unwrap_or_default())?;
        let same = match &before.left {
            Some(left) => *left == now,
            None => asset.version == row.version_left,
        };
        if !same {
            undoing.stay.push((asset.id, asset.name));
            continue;
        }
        if row.outcome == "taken" {
            undoing.gone.push(asset.id);
        } else {
            undoing.restored.push(asset.id);
        }
        steps.undone.push((asset, row));
    }
    Ok((undoing, steps))
}

/// The rows of other imports that were taken and went into assets of this one, by asset.
async fn merged_elsewhere(
    tx: &Tx,
    scope: &CompanyScope,
    import: &asset_import::Model,
) -> Result<HashMap<Uuid, Vec<asset_import_row::Model>>, Problem> {
    use asset_import_row::Column as C;
    let taken: Vec<Uuid> = asset_import::Entity::find()
        .select_only()
        .column(asset_import::Column::Id)
        .filter(asset_import::Column::CompanyId.eq(scope.company().0))
        .filter(asset_import::Column::State.eq("taken"))
        .filter(asset_import::Column::Id.ne(import.id))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let own = asset_import_row::Entity::find()
        .select_only()
        .column(C::AssetId)
        .filter(C::CompanyId.eq(scope.company().0))
        .filter(C::ImportId.eq(import.id))
        .filter(C::AssetId.is_not_null())
        .into_query();
    let mut merged: HashMap<Uuid, Vec<asset_import_row::Model>> = HashMap::new();
    for taken in taken.chunks(500) {
        let rows = asset_import_row::Entity::find()
            .filter(C::CompanyId.eq(scope.company().0))
            .filter(C::ImportId.is_in(taken.iter().copied()))
            .filter(C::Outcome.eq("merged"))
            .filter(C::AssetId.in_subquery(own.clone()))
            .all(tx.conn())
            .await?;
        for row in rows {
            let Some(asset) = row.asset_id else { continue };
            merged.entry(asset).or_default().push(row);
        }
    }
    Ok(merged)
}

/// The row of the next import after this one, if nobody changed the asset between them: it takes the
/// place of this row, so that undoing that import undoes this one's part too.
fn heir(
    row: &asset_import_row::Model,
    before: &Before,
    mut later: Vec<&asset_import_row::Model>,
) -> Result<Option<asset_import_row::Model>, Problem> {
    later.sort_by_key(|other| (other.version_left, other.line));
    for other in later {
        let theirs = before_of(other)?;
        if before.left.is_none() || theirs.from != before.left {
            continue;
        }
        let mut secrets = before.secrets.clone();
        secrets.extend(&theirs.secrets);
        let inherited = Before { secrets, left: theirs.left, ..before.clone() };
        let mut heir = other.clone();
        heir.outcome.clone_from(&row.outcome);
        heir.before_json = serde_json::to_string(&inherited)?;
        return Ok(Some(heir));
    }
    Ok(None)
}

/// What a row did to its asset.
fn before_of(row: &asset_import_row::Model) -> Result<Before, Problem> {
    if row.before_json.is_empty() {
        return Ok(Before::default());
    }
    Ok(serde_json::from_str(&row.before_json)?)
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
    hold_company(&tx, scope).await?;
    let import = hold_import(&tx, scope, import.id).await?;
    if import.state != "taken" {
        return Ok(None);
    }
    let (undoing, steps) = plan(&tx, scope, &import).await?;
    delete(&tx, scope, &undoing.gone).await?;
    for heir in steps.heirs {
        let change = asset_import_row::ActiveModel {
            id: Set(heir.id),
            outcome: Set(heir.outcome),
            before_json: Set(heir.before_json),
            ..Default::default()
        };
        asset_import_row::Entity::update(change).exec_without_returning(tx.conn()).await?;
    }
    for (asset, row) in steps.undone.iter().filter(|(_, row)| row.outcome != "taken") {
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
    let before = before_of(row)?;
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
