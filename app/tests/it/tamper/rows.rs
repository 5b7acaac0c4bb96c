//! The rows of the log.

use hikeshi_tlog::{Fault, Frontier, entry_at};

use super::world::Spoiled;

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_nobody_touched_is_clean_and_looking_changes_nothing() {
    let folder = Spoiled::copy().await;
    let before = std::fs::read(folder.path("hikeshi.db")).unwrap();
    let report = folder.verify().await;
    assert!(report.is_clean(), "{report:?}");
    assert!(report.files > 2 && report.log.size > 20, "{report:?}");
    let agreed: Vec<_> = report.log.agreed.iter().map(|(name, _)| name.as_str()).collect();
    let size = report.log.size;
    assert_eq!(agreed, ["log/checkpoint", &*format!("log/checkpoints/{size}.checkpoint")]);
    assert_eq!(std::fs::read(folder.path("hikeshi.db")).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_a_row_is_named_with_its_entry() {
    let changes = [
        ("UPDATE tlog_entry SET at = at + 1 WHERE seq = 7", "entry-changed 7"),
        ("UPDATE tlog_entry SET action = 'thing.seen' WHERE seq = 7", "entry-changed 7"),
        (
            "UPDATE tlog_entry SET actor_id = NULL, actor_kind = 'x' WHERE seq = 7",
            "entry-changed 7",
        ),
        ("UPDATE tlog_entry SET at = 'yesterday' WHERE seq = 7", "entry-unreadable 7"),
        ("UPDATE tlog_entry SET leaf_hash = '00' WHERE seq = 7", "entry-changed 7"),
        ("UPDATE tlog_entry SET detail = '{}' WHERE seq = 7", "detail-changed 7"),
        ("DELETE FROM tlog_entry WHERE seq = 7", "entry-missing 7"),
        ("UPDATE tlog_entry SET seq = 900000 WHERE seq = 7", "entry-missing 7"),
        ("UPDATE tlog_entry SET seq = 900000 WHERE seq = 7", "entry-extra 900000"),
        ("UPDATE tlog_entry SET seq = -5 WHERE seq = 7", "entry-extra"),
        ("UPDATE tlog_head SET size = 'many'", "head-damaged"),
        ("UPDATE tlog_head SET frontier = '00'", "head-damaged"),
        ("DELETE FROM tlog_head", "head-damaged"),
    ];
    for (sql, named) in changes {
        let folder = Spoiled::copy().await;
        folder.sql(sql).await;
        let faults = folder.faults().await;
        assert!(faults.iter().any(|fault| fault == named), "{sql}: {faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_is_told_with_the_old_and_the_new_value() {
    let folder = Spoiled::copy().await;
    folder.sql("UPDATE tlog_entry SET actor_kind = 'nobody' WHERE seq = 7").await;
    let report = folder.verify().await;
    let changed = report.log.findings.iter().find(|it| it.fault == Fault::EntryChanged).unwrap();
    assert!(changed.note.contains("actor") && changed.note.contains("nobody"), "{changed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_changed_places_are_told_from_rows_that_were_changed() {
    let folder = Spoiled::copy().await;
    for sql in [
        "UPDATE tlog_entry SET seq = -1 WHERE seq = 5",
        "UPDATE tlog_entry SET seq = 5 WHERE seq = 9",
        "UPDATE tlog_entry SET seq = 9 WHERE seq = -1",
    ] {
        folder.sql(sql).await;
    }
    let faults = folder.faults().await;
    assert!(faults.contains(&"entry-moved 5".to_owned()), "{faults:?}");
    assert!(faults.contains(&"entry-moved 9".to_owned()), "{faults:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_put_in_the_middle_shows_from_its_place_on() {
    let folder = Spoiled::copy().await;
    let size: i64 = folder.value("SELECT size FROM tlog_head").await;
    // Keys are changed one after the other, so that none is taken twice.
    folder.sql("UPDATE tlog_entry SET seq = -seq - 2 WHERE seq >= 8").await;
    folder.sql("UPDATE tlog_entry SET seq = -seq - 1 WHERE seq < 0").await;
    let new = "INSERT INTO tlog_entry (seq, at, actor_kind, action, leaf_hash) \
               VALUES (8, 0, 'system', 'thing.seen', '00')";
    folder.sql(new).await;
    let faults = folder.faults().await;
    assert!(faults.contains(&"entry-changed 8".to_owned()), "{faults:?}");
    assert!(faults.contains(&"entry-moved 9".to_owned()), "{faults:?}");
    assert!(faults.contains(&format!("entry-extra {size}")), "{faults:?}");
}

/// Changes an entry and everything in the database that follows from it, as somebody does who
/// knows the program.
pub async fn rewrite(folder: &Spoiled, seq: u64) {
    let sql = format!("UPDATE tlog_entry SET action = 'thing.seen' WHERE seq = {seq}");
    folder.sql(&sql).await;
    let size: i64 = folder.value("SELECT size FROM tlog_head").await;
    let conn = folder.database().await;
    let mut frontier = Frontier::default();
    for place in 0..u64::try_from(size).unwrap() {
        let entry = entry_at(&conn, place).await.unwrap().unwrap();
        frontier.append(entry.leaf().unwrap());
        if place == seq {
            let leaf = hex(&entry.leaf().unwrap());
            let sql = format!("UPDATE tlog_entry SET leaf_hash = '{leaf}' WHERE seq = {seq}");
            folder.sql(&sql).await;
        }
    }
    conn.close().await.unwrap();
    folder.sql(&format!("UPDATE tlog_head SET frontier = '{}'", frontier.to_text())).await;
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rewritten_database_is_betrayed_by_the_published_files() {
    let folder = Spoiled::copy().await;
    rewrite(&folder, 7).await;
    let faults = folder.faults().await;
    assert!(faults.contains(&"entry-changed 7".to_owned()), "{faults:?}");
    assert!(faults.contains(&"history-changed log/checkpoint".to_owned()), "{faults:?}");
}
