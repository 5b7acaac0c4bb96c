//! The tables of packages. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "packages",
    version: 1,
    name: "packages that went out and came in",
    sql: include_str!("../migrations/0001_packages.sql"),
    fenced: &[
        "package_export",
        "package_upload",
        "package_import",
        "package_origin",
        "package_paper",
    ],
}];

/// The columns that name a blob, as (table, column).
pub const BLOB_COLUMNS: &[(&str, &str)] = &[
    ("package_export", "secret_blob_id"),
    ("package_export", "blob_id"),
    ("package_upload", "blob_id"),
    ("package_paper", "blob_id"),
];
