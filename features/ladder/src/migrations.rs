//! The tables of this slice. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice. It refers to the tables of assessments.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "ladder",
    version: 1,
    name: "action plan, declarations of stars, confirmations",
    sql: include_str!("../migrations/0001_ladder.sql"),
    fenced: &[
        "plan_item",
        "plan_change",
        "plan_proof",
        "star_declaration",
        "declaration_data",
        "scs_confirmation",
    ],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[("plan_proof", "blob_id")];
