//! The tables of the kit. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "kit",
    version: 1,
    name: "editions of the printed kit, and where they are kept",
    sql: include_str!("../migrations/0001_kit.sql"),
    fenced: &["kit_edition", "kit_print"],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[("kit_edition", "blob_id")];
