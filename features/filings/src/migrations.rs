//! The tables of filings. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[DUTIES];

const DUTIES: Migration = Migration {
    slice: "filings",
    version: 1,
    name: "profile, clauses of contracts, decisions",
    sql: include_str!("../migrations/0001_duties.sql"),
    fenced: &["reporting_profile", "contract_clause", "duty_decision", "duty_count"],
};
