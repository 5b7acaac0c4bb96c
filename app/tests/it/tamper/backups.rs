//! The copies of the database that are made before its schema changes.

use std::{fs, path::PathBuf};

use hikeshi::integrity::Wanted;
use hikeshi_config::Config;

use super::world::{Spoiled, named};

/// Lets the program believe that its newest step of the schema is not done: it copies the database
/// and does it again. Answers the copy.
async fn backed_up(folder: &Spoiled) -> PathBuf {
    for sql in ["DROP INDEX tlog_entry_target; DELETE FROM schema_migration \
         WHERE slice = 'tlog' AND version = 2"]
    {
        folder.sql(sql).await;
    }
    let platform = hikeshi::start::open(folder.data.clone(), Config::default()).await.unwrap();
    platform.db.close().await;
    let backups = fs::read_dir(folder.path("backups")).unwrap().map(|it| it.unwrap().path());
    backups.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap()
}

async fn faults(folder: &Spoiled, copy: &std::path::Path) -> Vec<String> {
    let wanted = Wanted { backups: vec![copy.to_owned()], log_only: true, ..Wanted::default() };
    named(&folder.verify_with(wanted).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_noted_signed_and_every_change_of_it_is_named() {
    let folder = Spoiled::copy().await;
    let copy = backed_up(&folder).await;
    let note = PathBuf::from(format!("{}.note", copy.display()));
    assert_eq!(faults(&folder, &copy).await, [""; 0]);
    folder.go_on(10).await;
    assert_eq!(faults(&folder, &copy).await, [""; 0], "the log went on after the copy");

    let signed = fs::read_to_string(&note).unwrap();
    fs::write(&note, signed.replace("size ", "size 1")).unwrap();
    let found = faults(&folder, &copy).await;
    assert!(found.contains(&"backup-note-unsigned".to_owned()), "{found:?}");
    fs::remove_file(&note).unwrap();
    assert_eq!(faults(&folder, &copy).await, ["backup-note-missing"]);
    fs::write(&note, signed).unwrap();

    let bytes = fs::read(&copy).unwrap();
    fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    let found = faults(&folder, &copy).await;
    assert!(found.contains(&"backup-changed".to_owned()), "{found:?}");
    fs::write(&copy, b"nothing of a database").unwrap();
    let found = faults(&folder, &copy).await;
    assert_eq!(found, ["backup-changed", "backup-unreadable"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_another_history_is_named() {
    let folder = Spoiled::copy().await;
    let copy = backed_up(&folder).await;
    let url = format!("sqlite://{}?mode=rw", copy.display());
    let conn = sea_orm::Database::connect(url).await.unwrap();
    let sql = "UPDATE tlog_entry SET action = 'thing.seen' WHERE seq = 7";
    sea_orm::ConnectionTrait::execute_unprepared(&conn, sql).await.unwrap();
    conn.close().await.unwrap();
    let found = faults(&folder, &copy).await;
    assert_eq!(found, ["backup-changed", "backup-log-broken 7"]);
}
