//! The tables of filings. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[
    DUTIES,
    PAPERS,
    LETTERS,
    OFFICIAL_FILES,
    WITHDRAWN_AND_REMINDED,
    WHOM_RUNS_REACHED,
    ASKED_TO_CHECK,
];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[
    ("paper_file", "blob_id"),
    ("official_form", "blob_id"),
    ("letter_run", "list_blob_id"),
    ("letter_run", "secret_blob_id"),
    ("letter_run", "left_out_blob_id"),
    ("letter_chunk", "list_blob_id"),
    ("letter_chunk", "pdf_blob_id"),
];

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

const LETTERS: Migration = Migration {
    slice: "filings",
    version: 3,
    name: "letters to persons concerned",
    sql: include_str!("../migrations/0003_letters.sql"),
    fenced: &["letter_run", "letter_confirmation", "letter_chunk", "letter_recipient"],
};

const OFFICIAL_FILES: Migration = Migration {
    slice: "filings",
    version: 4,
    name: "official spreadsheets to be filled",
    sql: include_str!("../migrations/0004_official_files.sql"),
    fenced: &["official_form"],
};

const WITHDRAWN_AND_REMINDED: Migration = Migration {
    slice: "filings",
    version: 5,
    name: "who withdrew a clause; reminders that were sent",
    sql: include_str!("../migrations/0005_withdrawn_and_reminded.sql"),
    fenced: &["duty_reminder"],
};

const WHOM_RUNS_REACHED: Migration = Migration {
    slice: "filings",
    version: 6,
    name: "whom runs of letters reached, and whom they left out",
    sql: include_str!("../migrations/0006_whom_runs_reached.sql"),
    fenced: &[],
};

const ASKED_TO_CHECK: Migration = Migration {
    slice: "filings",
    version: 7,
    name: "who was asked to check a paper",
    sql: include_str!("../migrations/0007_asked_to_check.sql"),
    fenced: &["paper_ask"],
};
