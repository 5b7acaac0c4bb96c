//! Which forms there are, and which cells were chosen.

use std::{collections::BTreeMap, sync::OnceLock};

use hikeshi_content::{ContentError, Pack};
use hikeshi_db::Tx;
use hikeshi_drafting::{Form, KindFile};
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use super::CellName;
use crate::model::official_form;

/// A kind of document that an official spreadsheet may exist for.
pub type FormKind = KindFile;

static KINDS: OnceLock<Vec<FormKind>> = OnceLock::new();

/// The kinds that are handed out as a table, by id.
///
/// # Errors
/// A file of the pack cannot be read: our fault.
pub fn form_kinds() -> Result<&'static [FormKind], ContentError> {
    if KINDS.get().is_none() {
        let mut kinds: Vec<FormKind> = Pack.read_all("filings")?;
        kinds.retain(|kind| kind.forms.contains(&Form::Xlsx));
        let _ = KINDS.set(kinds);
    }
    Ok(KINDS.get().map_or(&[], Vec::as_slice))
}

/// The forms of the company, by kind.
///
/// # Errors
/// A problem of the database.
pub async fn forms(tx: &Tx, scope: &CompanyScope) -> Result<Vec<official_form::Model>, Problem> {
    Ok(official_form::Entity::find()
        .filter(official_form::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(official_form::Column::Kind)
        .all(tx.conn())
        .await?)
}

/// The form of a kind; `None` while nobody has kept one.
///
/// # Errors
/// A problem of the database.
pub async fn find_form(
    tx: &Tx,
    scope: &CompanyScope,
    kind: &str,
) -> Result<Option<official_form::Model>, Problem> {
    Ok(official_form::Entity::find()
        .filter(official_form::Column::CompanyId.eq(scope.company().0))
        .filter(official_form::Column::Kind.eq(kind))
        .one(tx.conn())
        .await?)
}

/// The names in the file.
#[must_use]
pub fn names_of(row: &official_form::Model) -> Vec<CellName> {
    serde_json::from_str(&row.names_json).unwrap_or_default()
}

/// The chosen cells.
#[must_use]
pub fn cells_of(row: &official_form::Model) -> BTreeMap<String, String> {
    serde_json::from_str(&row.cells_json).unwrap_or_default()
}

/// Writes which cells were chosen; `false` when somebody else changed the form after `seen`.
///
/// # Errors
/// A problem of the database.
pub async fn save_cells(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: &official_form::Model,
    (seen, cells): (i64, &BTreeMap<String, String>),
) -> Result<bool, Problem> {
    let change = official_form::ActiveModel {
        cells_json: Set(serde_json::to_string(cells)?),
        version: Set(seen + 1),
        ..Default::default()
    };
    let changed = official_form::Entity::update_many()
        .set(change)
        .filter(official_form::Column::Id.eq(row.id))
        .filter(official_form::Column::CompanyId.eq(scope.company().0))
        .filter(official_form::Column::Version.eq(seen))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    let detail = json!({ "kind": row.kind, "cells": cells.len() });
    audit(tx, platform, scope, "official-form.mapped", ("official-form", row.id), detail).await?;
    Ok(true)
}

/// Removes a form; the answer is the blob to delete after the commit.
///
/// # Errors
/// A problem of the database.
pub async fn remove_form(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: official_form::Model,
) -> Result<Uuid, Problem> {
    let gone = official_form::ActiveModel { id: Unchanged(row.id), ..Default::default() };
    official_form::Entity::delete(gone).exec(tx.conn()).await?;
    let detail = json!({ "kind": row.kind, "sha256": row.sha256 });
    audit(tx, platform, scope, "official-form.removed", ("official-form", row.id), detail).await?;
    Ok(row.blob_id)
}
