//! The tables of filings. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[DUTIES, PAPERS, OFFICIAL_FILES];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] =
    &[("paper_file", "blob_id"), ("official_form", "blob_id")];

const DUTIES: Migration = Migration {
    slice: "filings",
    version: 1,
    name: "profile, clauses of contracts, decisions",
    sql: include_str!("../migrations/0001_duties.sql"),
    fenced: &["reporting_profile", "contract_clause", "duty_decision", "duty_count"],
};

const PAPERS: Migration = Migration {
    slice: "filings",
    version: 2,
    name: "papers, their versions, files, events, consents",
    sql: include_str!("../migrations/0002_papers.sql"),
    fenced: &["paper", "paper_version", "paper_file", "paper_event", "paper_consent"],
};

const OFFICIAL_FILES: Migration = Migration {
    slice: "filings",
    version: 4,
    name: "official spreadsheets to be filled",
    sql: include_str!("../migrations/0004_official_files.sql"),
    fenced: &["official_form"],
};
