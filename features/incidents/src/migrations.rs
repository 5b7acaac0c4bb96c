//! The tables of incidents. The files in `migrations/` describe each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[FIRST, PROGRAMS, DOCUMENTS, CLOCKS];

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

const CLOCKS: Migration = Migration {
    slice: "incidents",
    version: 9,
    name: "clocks that run in incidents",
    sql: include_str!("../migrations/0009_clocks.sql"),
    fenced: &["clock"],
};
