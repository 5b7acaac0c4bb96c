//! The tables of playbooks. The file in `migrations/` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    slice: "playbooks",
    version: 1,
    name: "own playbooks, their drafts and versions; how often playbooks were started",
    sql: include_str!("../migrations/0001_playbooks.sql"),
    fenced: &[
        "own_playbook",
        "playbook_draft",
        "playbook_version",
        "playbook_original",
        "playbook_use",
    ],
}];
