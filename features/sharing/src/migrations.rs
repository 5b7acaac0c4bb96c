//! The tables of sharing. `migrations/0001_sharing.sql` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "sharing",
    version: 1,
    name: "indicators, own signs, links for outsiders",
    sql: include_str!("../migrations/0001_sharing.sql"),
    fenced: &["indicator", "own_sign", "given_out", "share_link", "share_visit", "share_view"],
}];
