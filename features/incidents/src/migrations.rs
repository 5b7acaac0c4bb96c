//! The tables of incidents. `migrations/0001_incidents.sql` describes each column.

use hikeshi_db::Migration;

/// The schema of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
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
}];
