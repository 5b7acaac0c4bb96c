//! What a person chose, and what came of a file.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_inventory::Policy;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};

use crate::model::{asset_import, asset_import_row};

/// What to do with descriptions of things that were described before.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Where nothing speaks against it.
    pub sure: Policy,
    /// Where something does; `None` keeps both.
    pub doubtful: Option<Policy>,
    /// For single rows, by line.
    pub each: BTreeMap<usize, Policy>,
}

/// What came of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sums {
    /// Rows or things of the file.
    pub rows: usize,
    /// New assets.
    pub taken: usize,
    /// Rows that went into an asset that was there, or into an earlier row.
    pub merged: usize,
    /// Rows that hold no asset.
    pub skipped: usize,
    /// Rows that were left out by choice.
    pub left: usize,
    /// Rows to correct.
    pub correct: usize,
    /// Secrets that were not taken because the asset has one.
    pub secrets_kept: usize,
}

/// The sums of an import.
///
/// # Errors
/// A problem if the row is damaged.
pub fn sums_of(row: &asset_import::Model) -> Result<Sums, Problem> {
    Ok(serde_json::from_str(&row.sums_json)?)
}

/// The rows of an import that have this outcome, by line.
///
/// # Errors
/// A problem of the database.
pub async fn rows_of(
    tx: &Tx,
    import: &asset_import::Model,
    outcome: Option<&str>,
) -> Result<Vec<asset_import_row::Model>, Problem> {
    let mut query = asset_import_row::Entity::find()
        .filter(asset_import_row::Column::CompanyId.eq(import.company_id))
        .filter(asset_import_row::Column::ImportId.eq(import.id));
    if let Some(outcome) = outcome {
        query = query.filter(asset_import_row::Column::Outcome.eq(outcome));
    }
    Ok(query.order_by_asc(asset_import_row::Column::Line).all(tx.conn()).await?)
}
