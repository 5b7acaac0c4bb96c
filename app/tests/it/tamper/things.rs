//! Exhibits and papers.

use std::fs;

use uuid::Uuid;

use super::world::Spoiled;

/// A kind of thing: its table, and one row with a file, by id of the blob.
const TABLES: [&str; 3] = ["evidence", "document", "paper_file"];

async fn a_blob(folder: &Spoiled, table: &str) -> Uuid {
    let sql = format!(
        "SELECT blob_id FROM {table} WHERE blob_id IS NOT NULL AND sha256 <> '' ORDER BY id LIMIT 1"
    );
    folder.value(&sql).await
}

/// The row of a blob, as SQLite writes it.
fn row_of(table: &str, blob: Uuid) -> String {
    format!("{table} WHERE blob_id = x'{}'", blob.simple())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_gone_or_changed_is_named_with_its_thing() {
    for table in TABLES {
        let folder = Spoiled::copy().await;
        let blob = a_blob(&folder, table).await;
        let file = folder.blob(blob);
        let length = fs::metadata(folder.path(&file)).unwrap().len();
        folder.flip(&file, usize::try_from(length).unwrap() - 1);
        let report = folder.verify().await;
        let [found] = report.things.as_slice() else { panic!("{table}: {report:?}") };
        assert_eq!((found.fault.name(), found.blob), ("file-changed", Some(blob)), "{table}");
        assert!(!found.name.is_empty() && found.entry.is_some(), "{found:?}");
        fs::remove_file(folder.path(&file)).unwrap();
        let report = folder.verify().await;
        let [found] = report.things.as_slice() else { panic!("{table}: {report:?}") };
        assert_eq!((found.fault.name(), found.blob), ("file-gone", Some(blob)), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_names_another_hash_another_file_or_is_gone_is_named() {
    for table in TABLES {
        let folder = Spoiled::copy().await;
        let blob = a_blob(&folder, table).await;
        let row = row_of(table, blob);
        let (table, condition) = row.split_once(' ').unwrap();
        folder.sql(&format!("UPDATE {table} SET sha256 = 'ab' {condition}")).await;
        let faults = folder.faults().await;
        assert!(faults.iter().any(|it| it.starts_with("row-changed")), "{table}: {faults:?}");

        let taken = Spoiled::copy().await;
        taken.sql(&format!("UPDATE {table} SET blob_id = x'{}' {condition}", other(blob))).await;
        let faults = taken.faults().await;
        assert!(faults.iter().any(|it| it.starts_with("file-gone")), "{table}: {faults:?}");

        let gone = Spoiled::copy().await;
        gone.sql(&format!("PRAGMA foreign_keys = OFF; DELETE FROM {table} {condition}")).await;
        let faults = gone.faults().await;
        assert!(faults.iter().any(|it| it.starts_with("row-missing")), "{table}: {faults:?}");
    }
}

fn other(blob: Uuid) -> String {
    Uuid::from_u128(blob.as_u128() ^ 1).simple().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhibit_that_was_put_in_past_the_program_is_named() {
    let folder = Spoiled::copy().await;
    let columns = "company_id, incident_id, 77, 'E-077', kind, title, description, file_name, size, sha256, \
                   blake3, blob_id, serial_number, collected_json, collected_by, place, \
                   clock_offset, tool, storage, added_at, added_by_id, added_by";
    let sql = format!(
        "INSERT INTO evidence (id, {}) SELECT x'{}', {columns} FROM evidence \
         WHERE sha256 <> '' LIMIT 1",
        columns.replace("'E-077'", "number").replace("77", "serial"),
        Uuid::from_u128(7).simple()
    );
    folder.sql(&sql).await;
    let faults = folder.faults().await;
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(fault.starts_with("unlogged") && fault.ends_with("E-077"), "{fault}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frozen_text_of_a_paper_is_held_against_the_log() {
    let folder = Spoiled::copy().await;
    folder.sql("UPDATE paper_version SET snapshot_json = snapshot_json || ' '").await;
    let faults = folder.faults().await;
    assert!(faults.iter().any(|it| it.starts_with("row-changed")), "{faults:?}");
}
