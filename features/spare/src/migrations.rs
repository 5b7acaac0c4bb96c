//! The tables of spares and merges. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "spare",
    version: 1,
    name: "spares, what was taken back from them, and what contradicts",
    sql: include_str!("../migrations/0001_spare.sql"),
    fenced: &["spare_copy", "spare_merge", "spare_merge_item", "spare_merge_seen"],
}];
