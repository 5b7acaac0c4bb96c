//! Files on their way into the ledger.

use bytes::Bytes;
use futures_util::StreamExt as _;
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_inventory::MAX_BYTES;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{Contents, ImportPlan, ReadFault, guess_plan};
use crate::{keep::fresh, model::asset_import};

/// Imports in the list.
const LISTED: u64 = 50;

/// A file that was kept to be looked at.
pub struct Brought {
    /// Its row.
    pub row: asset_import::Model,
    /// What it holds.
    pub contents: Contents,
}

/// Reads a file and keeps it, sealed, with a proposal of how to read it.
///
/// # Errors
/// The inner error says why the file cannot be used; the outer one is a problem of the program.
pub async fn bring(
    platform: &Platform,
    scope: &CompanyScope,
    (name, bytes): (&str, Bytes),
) -> Result<Result<Brought, ReadFault>, Problem> {
    let reading = bytes.clone();
    let guessed = tokio::task::spawn_blocking(move || guess_plan(&reading)).await?;
    let (plan, contents) = match guessed {
        (_, Err(fault)) => return Ok(Err(fault)),
        (plan, Ok(contents)) => (plan, contents),
    };
    let key = {
        let tx = platform.db.read(scope.fence()).await?;
        company_key(&tx, platform, scope).await?
    };
    let blob = fresh(platform);
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
    platform.blobs.put_stream(&key, blob, stream, MAX_BYTES as u64).await?;
    let row = asset_import::Model {
        id: fresh(platform),
        company_id: scope.company().0,
        file_name: name.to_owned(),
        form: contents.kind().name().to_owned(),
        state: "open".to_owned(),
        blob_id: Some(blob),
        plan_json: serde_json::to_string(&plan)?,
        sums_json: "{}".to_owned(),
        made_at: to_millis(platform.clock.now()),
        made_by: scope.actor_name().to_owned(),
        taken_at: None,
        taken_by: String::new(),
        undone_at: None,
        undone_by: String::new(),
    };
    let tx = platform.db.write(scope.fence()).await?;
    let model = row.clone().into_active_model();
    asset_import::Entity::insert(model).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "form": row.form });
    audit(&tx, platform, scope, "asset-import.brought", ("asset-import", row.id), detail).await?;
    tx.commit().await?;
    Ok(Ok(Brought { row, contents }))
}

/// The bytes of a file that waits.
pub(super) async fn bytes_of(
    platform: &Platform,
    scope: &CompanyScope,
    row: &asset_import::Model,
) -> Result<Vec<u8>, Problem> {
    let blob = row.blob_id.ok_or_else(Problem::not_found)?;
    let key = {
        let tx = platform.db.read(scope.fence()).await?;
        company_key(&tx, platform, scope).await?
    };
    let mut stream = platform.blobs.open_stream(&key, blob).await?;
    let mut bytes = Vec::new();
    while let Some(piece) = stream.next().await {
        bytes.extend_from_slice(&piece?);
    }
    Ok(bytes)
}

/// What a file that waits holds, as its plan says.
///
/// # Errors
/// A problem of the database or of the disk; a sheet that is not there is not found.
pub async fn open_contents(
    platform: &Platform,
    scope: &CompanyScope,
    row: &asset_import::Model,
    plan: &ImportPlan,
) -> Result<Contents, Problem> {
    let bytes = bytes_of(platform, scope, row).await?;
    let sheet = plan.sheet;
    let read = tokio::task::spawn_blocking(move || super::read_contents(&bytes, sheet)).await?;
    read.map_err(|_| Problem::not_found())
}

/// An import of the company.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn find_import(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<asset_import::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let row = asset_import::Entity::find_by_id(id)
        .filter(asset_import::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?;
    row.ok_or_else(Problem::not_found)
}

/// The same, so that nobody else takes or undoes it meanwhile.
pub(super) async fn hold_import(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<asset_import::Model, Problem> {
    let row = asset_import::Entity::find_by_id(id)
        .filter(asset_import::Column::CompanyId.eq(scope.company().0))
        .lock_exclusive()
        .one(tx.conn())
        .await?;
    row.ok_or_else(Problem::not_found)
}

/// The imports of the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn imports_of(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Vec<asset_import::Model>, Problem> {
    Ok(asset_import::Entity::find()
        .filter(asset_import::Column::CompanyId.eq(scope.company().0))
        .order_by_desc(asset_import::Column::MadeAt)
        .limit(LISTED)
        .all(tx.conn())
        .await?)
}

/// Keeps how a person wants the file to be read.
///
/// # Errors
/// A problem of the database.
pub async fn save_plan(tx: &Tx, row: &asset_import::Model, plan: &ImportPlan) -> Result<(), Problem> {
    let change = asset_import::ActiveModel {
        id: Set(row.id),
        plan_json: Set(serde_json::to_string(plan)?),
        ..Default::default()
    };
    asset_import::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Puts a file away that was not taken.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn discard(
    platform: &Platform,
    scope: &CompanyScope,
    row: &asset_import::Model,
) -> Result<(), Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold_import(&tx, scope, row.id).await?;
    if row.state != "open" {
        return Ok(());
    }
    let change = asset_import::ActiveModel {
        id: Set(row.id),
        state: Set("discarded".to_owned()),
        blob_id: Set(None),
        ..Default::default()
    };
    asset_import::Entity::update(change).exec_without_returning(tx.conn()).await?;
    audit(&tx, platform, scope, "asset-import.discarded", ("asset-import", row.id), json!({}))
        .await?;
    tx.commit().await?;
    if let Some(blob) = row.blob_id {
        platform.blobs.delete(blob).await?;
    }
    Ok(())
}
