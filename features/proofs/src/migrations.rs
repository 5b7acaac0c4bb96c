//! The tables of this slice. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "proofs",
    version: 1,
    name: "peers of the log, their cosignatures, time-stamps, mailed checkpoints",
    sql: include_str!("../migrations/0001_witness.sql"),
    fenced: &["checkpoint_mail"],
}];
