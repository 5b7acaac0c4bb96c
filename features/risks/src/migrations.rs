//! The tables of the ledger. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "risks",
    version: 1,
    name: "the ledger of information, threats, treatments and acceptances",
    sql: include_str!("../migrations/0001_risks.sql"),
    fenced: &[
        "risk_information",
        "risk_threat",
        "risk_treatment",
        "risk_acceptance",
        "risk_change",
        "risk_import",
        "risk_standing",
    ],
}];
