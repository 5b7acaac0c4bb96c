//! The tables of assessments. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "posture",
    version: 1,
    name: "assessments with answers, people, comments, evidence; official texts of companies",
    sql: include_str!("../migrations/0001_posture.sql"),
    fenced: &[
        "assessment",
        "assessment_answer",
        "assessment_assignee",
        "assessment_comment",
        "assessment_evidence",
        "official_text",
    ],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] =
    &[("assessment", "report_blob_id"), ("assessment_evidence", "blob_id")];
