//! The tables of filings. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[DUTIES, OFFICIAL_FILES];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[("official_form", "blob_id")];

const DUTIES: Migration = Migration {
    slice: "filings",
    version: 1,
    name: "profile, clauses of contracts, decisions",
    sql: include_str!("../migrations/0001_duties.sql"),
    fenced: &["reporting_profile", "contract_clause", "duty_decision", "duty_count"],
};

const OFFICIAL_FILES: Migration = Migration {
    slice: "filings",
    version: 4,
    name: "official spreadsheets to be filled",
    sql: include_str!("../migrations/0004_official_files.sql"),
    fenced: &["official_form"],
};
