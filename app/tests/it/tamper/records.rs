//! Lines, facts, decisions, custody: rows in the database against the log.

use super::world::{Spoiled, named};

/// A column of each kind of record that an attacker would like to change.
const CHANGES: [(&str, &str); 14] = [
    ("incident", "title = title || 'x'"),
    ("level_change", "reason = reason || 'x'"),
    ("timeline_entry", "text = text || 'x'"),
    ("timeline_correction", "old_text = old_text || 'x'"),
    ("fact", "value = value || 'x'"),
    ("executive_decision", "chosen = chosen || 'x'"),
    ("playbook_run", "state_json = state_json || ' '"),
    ("run_event", "reason = reason || 'x'"),
    ("evidence", "title = title || 'x'"),
    ("evidence", "collected_by = collected_by || 'x'"),
    ("custody_event", "to_name = to_name || 'x'"),
    ("participant", "name = name || 'x'"),
    ("measure", "note = note || 'x'"),
    ("closing", "reason = reason || 'x'"),
];

/// How `log verify` calls the table: exhibits have a name of their own.
fn called(table: &str) -> &str {
    if table == "evidence" { "exhibit" } else { table }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_told_of_and_a_changed_one_is_named_with_its_entry() {
    for (table, change) in CHANGES {
        let folder = Spoiled::copy().await;
        if folder.value::<i64>(&format!("SELECT count(*) FROM {table}")).await == 0 {
            assert!(["timeline_correction", "participant"].contains(&table), "{table}");
            continue;
        }
        let one = format!("id = (SELECT id FROM {table} ORDER BY id LIMIT 1)");
        folder.sql(&format!("UPDATE {table} SET {change} WHERE {one}")).await;
        let report = folder.verify().await;
        let [found] = report.things.as_slice() else { panic!("{table}: {:?}", named(&report)) };
        let what = (found.fault.name(), found.kind.name());
        assert_eq!(what, ("row-changed", called(table)), "{found:?}");
        assert!(found.entry.is_some() && found.name.starts_with("20"), "{found:?}");
        assert_eq!(report.not_covered, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_was_deleted_is_named_with_the_entry_that_tells_of_it() {
    for table in ["timeline_entry", "fact", "custody_event", "executive_decision", "level_change"] {
        let folder = Spoiled::copy().await;
        let one = format!("id = (SELECT id FROM {table} ORDER BY id DESC LIMIT 1)");
        folder.sql(&format!("PRAGMA foreign_keys = OFF; DELETE FROM {table} WHERE {one}")).await;
        let report = folder.verify().await;
        let of_table = |it: &&hikeshi::integrity::ThingFinding| it.kind.name() == table;
        let found: Vec<_> = report.things.iter().filter(of_table).collect();
        let [found] = found.as_slice() else { panic!("{table}: {:?}", named(&report)) };
        assert_eq!(found.fault.name(), "row-missing", "{found:?}");
        assert!(found.entry.is_some(), "{found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_was_put_in_past_the_program_is_named() {
    let folder = Spoiled::copy().await;
    let columns = "company_id, incident_id, kind, moment_json, sort_at, text, automatic, source, \
                   written_at, by_id, by_name, version";
    folder
        .sql(&format!(
            "INSERT INTO timeline_entry (id, {columns}) \
             SELECT x'00000000000000000000000000000007', {columns} FROM timeline_entry LIMIT 1"
        ))
        .await;
    let report = folder.verify().await;
    let [found] = report.things.as_slice() else { panic!("{:?}", named(&report)) };
    assert_eq!((found.fault.name(), found.kind.name()), ("unlogged", "timeline_entry"));
    assert!(found.name.contains("00000000-0000-0000-0000-000000000007"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_log_cannot_tell_is_counted_and_no_fault() {
    let folder = Spoiled::copy().await;
    // The detail was erased, and the hash of the line with it.
    folder
        .sql(
            "UPDATE tlog_entry SET detail = NULL WHERE seq = (SELECT max(seq) FROM tlog_entry \
             WHERE action = 'timeline.added')",
        )
        .await;
    let report = folder.verify().await;
    assert_eq!((named(&report), report.not_covered), (Vec::new(), 1));
    assert!(report.records > 50, "{report:?}");
}
