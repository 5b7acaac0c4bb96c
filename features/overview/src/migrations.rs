//! The tables of peers, and indexes for lists of many companies. The file in `migrations/` describes each
//! column.

use hikeshi_db::Migration;

/// The schema of this slice; it comes after those of the slices that it reads.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "overview",
    version: 1,
    name: "peers, and indexes for lists of many companies",
    sql: include_str!("../migrations/0001_overview.sql"),
    fenced: &["peer_place", "peer_counted", "peer_declined"],
}];
