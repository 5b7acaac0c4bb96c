//! The tables of the ledger. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "assets",
    version: 1,
    name: "assets, their secrets and changes, and the files that brought them",
    sql: include_str!("../migrations/0001_assets.sql"),
    fenced: &["asset", "asset_secret", "asset_change", "asset_import", "asset_import_row"],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[("asset_import", "blob_id")];
