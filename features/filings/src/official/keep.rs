//! Taking in an official file.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::evidence::StoredFile;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_office::{FormFault, FormFile};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{CellName, LEFT_OUT, cells_of, find_form, form_kinds};
use crate::{model::official_form, render::cell_for};

/// A file that was read, found usable and stored.
#[derive(Debug)]
pub struct NewForm {
    /// The kind of document.
    pub kind: String,
    /// The stored file.
    pub file: StoredFile,
    /// The names in it.
    pub names: Vec<CellName>,
}

/// Reads a file away from the threads of the web; the inner error is what is wrong with it.
///
/// # Errors
/// The thread broke off.
pub async fn read_form_file(bytes: Vec<u8>) -> Result<Result<Vec<CellName>, FormFault>, Problem> {
    let read = move || {
        let mut file = FormFile::open(bytes)?;
        file.check_sheets()?;
        let named = |(name, place): (&str, String)| CellName { name: name.to_owned(), place };
        Ok(file.names().map(named).collect())
    };
    Ok(tokio::task::spawn_blocking(read).await?)
}

/// Writes the form instead of the one before; choices whose cell the new file has too stay. The answer
/// is the blob of the one before, to be deleted after the commit.
///
/// # Errors
/// A problem of the database.
pub async fn keep_form(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: NewForm,
) -> Result<Option<Uuid>, Problem> {
    let before = find_form(tx, scope, &new.kind).await?;
    let (clock, rng) = platform.chance();
    let cells = cells_for(&new, before.as_ref())?;
    let row = official_form::Model {
        id: before.as_ref().map_or_else(|| new_uuid(clock, rng), |row| row.id),
        company_id: scope.company().0,
        kind: new.kind,
        file_name: new.file.name,
        blob_id: new.file.blob,
        sha256: new.file.stored.sha256,
        size: i64::try_from(new.file.stored.size)?,
        names_json: serde_json::to_string(&new.names)?,
        cells_json: serde_json::to_string(&cells)?,
        kept_at: to_millis(clock.now()),
        kept_by: scope.actor_name().to_owned(),
        version: before.as_ref().map_or(1, |row| row.version + 1),
    };
    let detail = json!({ "kind": row.kind, "sha256": row.sha256, "size": row.size });
    let id = row.id;
    let active = official_form::ActiveModel::from(row);
    if before.is_some() {
        official_form::Entity::update(active.reset_all()).exec_without_returning(tx.conn()).await?;
    } else {
        official_form::Entity::insert(active).exec_without_returning(tx.conn()).await?;
    }
    audit(tx, platform, scope, "official-form.kept", ("official-form", id), detail).await?;
    Ok(before.map(|row| row.blob_id))
}

/// What was chosen before and still holds, and the cells whose names say for which item they are.
fn cells_for(
    new: &NewForm,
    before: Option<&official_form::Model>,
) -> Result<BTreeMap<String, String>, Problem> {
    let names: BTreeSet<String> = new.names.iter().map(|one| one.name.to_lowercase()).collect();
    let has = |name: &str| names.contains(&name.to_lowercase());
    let mut cells = before.map(cells_of).unwrap_or_default();
    cells.retain(|_, name| name == LEFT_OUT || has(name));
    let kind = form_kinds()?.iter().find(|kind| kind.id == new.kind);
    for item in kind.iter().flat_map(|kind| &kind.items) {
        let number = item.number.as_deref().unwrap_or_default();
        if let (false, Some(name)) = (cells.contains_key(&item.id), cell_for(&item.id, number, has))
        {
            cells.insert(item.id.clone(), name);
        }
    }
    Ok(cells)
}
