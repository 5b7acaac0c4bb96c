//! The tables of incidents. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[
    FIRST,
    PROGRAMS,
    DOCUMENTS,
    WAITING_FILES,
    CLOCKS,
    WAITING_PROOFS,
    CLOCKS_IN_ORDER,
    CUSTODY,
    PLAYBOOK_USES,
];

/// The columns that name a blob, as (table, column). A file moves from the first to the second
/// within one transaction: who looks whether a blob is named asks in this order.
pub const BLOB_COLUMNS: &[(&str, &str)] = &[
    ("evidence_waiting", "blob_id"),
    ("evidence", "blob_id"),
    ("custody_photo", "blob_id"),
    ("document", "blob_id"),
];

const FIRST: Migration = Migration {
    slice: "incidents",
    version: 1,
    name: "help reports, incidents, runs, facts, timeline, evidence, calls, decisions",
    sql: include_str!("../migrations/0001_incidents.sql"),
    fenced: &[
        "help_draft",
        "help_report",
        "incident",
        "level_change",
        "playbook_run",
        "run_event",
        "fact",
        "timeline_entry",
        "timeline_correction",
        "evidence",
        "custody_event",
        "call_round",
        "call_attempt",
        "executive_decision",
        "participant",
        "desk_contact",
        "measure",
        "closing",
        "viewed",
    ],
};

const PROGRAMS: Migration = Migration {
    slice: "incidents",
    version: 2,
    name: "answers to programs that ask twice; facts by key",
    sql: include_str!("../migrations/0002_programs.sql"),
    fenced: &["idempotency"],
};

const DOCUMENTS: Migration = Migration {
    slice: "incidents",
    version: 3,
    name: "papers as they were given out",
    sql: include_str!("../migrations/0003_documents.sql"),
    fenced: &["document"],
};

const WAITING_FILES: Migration = Migration {
    slice: "incidents",
    version: 4,
    name: "files that wait for their form",
    sql: include_str!("../migrations/0004_waiting_files.sql"),
    fenced: &["evidence_waiting"],
};

const CLOCKS: Migration = Migration {
    slice: "incidents",
    version: 5,
    name: "clocks that run in incidents",
    sql: include_str!("../migrations/0005_clocks.sql"),
    fenced: &["clock"],
};

const WAITING_PROOFS: Migration = Migration {
    slice: "incidents",
    version: 6,
    name: "proofs of filing that wait for their form",
    sql: include_str!("../migrations/0006_waiting_proofs.sql"),
    fenced: &[],
};

const CLOCKS_IN_ORDER: Migration = Migration {
    slice: "incidents",
    version: 7,
    name: "the words and the order of clocks without a number of days",
    sql: include_str!("../migrations/0007_clocks_in_order.sql"),
    fenced: &[],
};

const CUSTODY: Migration = Migration {
    slice: "incidents",
    version: 8,
    name: "custody: copies, hand-overs by both sides, photographs, regular checks",
    sql: include_str!("../migrations/0008_custody.sql"),
    fenced: &["custody_photo", "hand_over_link", "evidence_check"],
};

const PLAYBOOK_USES: Migration = Migration {
    slice: "incidents",
    version: 9,
    name: "playbooks that were started before they were counted",
    sql: include_str!("../migrations/0009_playbook_uses.sql"),
    fenced: &[],
};
