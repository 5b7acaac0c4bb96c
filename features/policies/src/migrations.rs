//! The tables of standing documents. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "policies",
    version: 1,
    name: "standing documents, their versions, public pages and readers",
    sql: include_str!("../migrations/0001_policies.sql"),
    fenced: &[
        "policy",
        "policy_approval",
        "policy_version",
        "policy_file",
        "policy_publication",
        "policy_address",
        "policy_reader",
        "policy_link",
    ],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[("policy_file", "blob_id")];
