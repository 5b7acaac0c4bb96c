//! A spare that somebody edited: refused with the reason, and nothing is changed.

use hikeshi_db::Fence;
use hikeshi_incidents::{
    case::{EntryKind, NewEntry, correct_entry, whole_timeline},
    evidence::{CustodyKind, NewCustodyEvent, Party, add_custody_event},
    model::{evidence, incident},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::world::{Spare, World, exhibit, fact, line, statement_on, told};

/// An id as SQLite has it.
fn raw(id: Uuid) -> String {
    format!("x'{}'", id.simple())
}

async fn refused(world: &World, spare: &Spare, code: &str) {
    let entries = world.main.db.read(Fence::Open).await.unwrap();
    let before = incident::Entity::find().count(entries.conn()).await.unwrap();
    drop(entries);
    let error = world.merge(spare).await.unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    let tx = world.main.db.read(Fence::Open).await.unwrap();
    assert_eq!(incident::Entity::find().count(tx.conn()).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_and_ids_of_another_company_are_refused() {
    let world = World::new().await;
    let (other, foreign) = (raw(world.other.0), raw(world.other_incident.id));
    let moved = [
        format!("UPDATE fact SET company_id = {other}"),
        format!("UPDATE timeline_entry SET incident_id = {foreign} WHERE text = 'a new line'"),
        format!("UPDATE incident SET id = {foreign}"),
        "UPDATE timeline_entry SET moment_json = '{' WHERE text = 'a new line'".to_owned(),
        "UPDATE fact SET value = 'never said' WHERE revision = 1".to_owned(),
        "DELETE FROM fact WHERE revision = 1".to_owned(),
    ];
    for (nth, sql) in moved.iter().enumerate() {
        let spare = world.spare(&format!("spare{nth}")).await;
        line(&spare.platform, &world.incident, "a new line").await;
        spare.tamper(sql).await;
        refused(&world, &spare, "foreign-row").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_log_an_edited_base_and_another_installation_are_refused() {
    let world = World::new().await;
    let edits = [
        ("UPDATE tlog_entry SET action = 'fact.forged' WHERE seq = 1", "log"),
        ("DELETE FROM tlog_entry WHERE seq = 1", "log"),
        ("UPDATE spare_base SET content = '{}' WHERE table_name = 'fact'", "damaged"),
        ("DELETE FROM spare_origin", "no-spare"),
        ("UPDATE spare_origin SET installation = 'age1other'", "other-installation"),
        ("DELETE FROM schema_migration WHERE slice = 'filings' AND version = 7", "older"),
    ];
    for (nth, (sql, code)) in edits.iter().enumerate() {
        let spare = world.spare(&format!("spare{nth}")).await;
        fact(&spare.platform, &world.incident, "vector", "VPN").await;
        spare.tamper(sql).await;
        refused(&world, &spare, code).await;
    }
    let elsewhere = World::new().await;
    let foreign = elsewhere.spare("spare").await;
    refused(&world, &foreign, "other-installation").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_exchanged_or_damaged_is_refused() {
    let world = World::new().await;
    let edits = [
        "UPDATE evidence SET sha256 = 'ab' WHERE serial = 2",
        "UPDATE evidence SET blob_id = x'0191000000007000800000000000abcd' WHERE serial = 2",
    ];
    for (nth, sql) in edits.iter().enumerate() {
        let spare = world.spare(&format!("spare{nth}")).await;
        exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
        spare.tamper(sql).await;
        refused(&world, &spare, "foreign-row").await;
    }
    let spare = world.spare("damaged").await;
    exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
    let [.., a, b] = *new_exhibit(&spare).await.blob_id.unwrap().as_bytes();
    let folder = spare.folder.join(format!("blobs/{a:02x}/{b:02x}"));
    for file in std::fs::read_dir(folder).unwrap() {
        std::fs::write(file.unwrap().path(), b"other bytes").unwrap();
    }
    refused(&world, &spare, "damaged").await;
}

async fn new_exhibit(spare: &Spare) -> evidence::Model {
    let tx = spare.platform.db.read(Fence::Open).await.unwrap();
    let new = evidence::Entity::find().filter(evidence::Column::Serial.eq(2));
    new.one(tx.conn()).await.unwrap().unwrap()
}

/// A hand-over of the new exhibit, written on the spare.
async fn custody(world: &World, spare: &Spare) {
    let exhibit = new_exhibit(spare).await;
    let scope = world.scope();
    let tx = spare.platform.db.write(scope.fence()).await.unwrap();
    let event = NewCustodyEvent {
        from: Party::named("Sato"),
        to: Party::named("Suzuki"),
        ..NewCustodyEvent::now(&spare.platform, CustodyKind::Transferred)
    };
    assert!(add_custody_event(&tx, &spare.platform, &scope, &exhibit, event).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_are_not_as_the_spares_own_log_says_are_refused() {
    let world = World::new().await;
    line(&world.main, &world.incident, "a line of the office").await;
    let edits = [
        (
            "UPDATE timeline_entry SET text = 'forged' WHERE text = 'a line of the office'",
            "foreign-row",
        ),
        ("UPDATE timeline_entry SET text = 'forged', version = 2 WHERE version = 1", "foreign-row"),
        ("UPDATE timeline_entry SET text = 'forged' WHERE text = 'a new line'", "foreign-row"),
        ("UPDATE timeline_entry SET by_name = 'Tanaka' WHERE text = 'a new line'", "foreign-row"),
        ("DELETE FROM timeline_entry WHERE text = 'a new line'", "foreign-row"),
        ("UPDATE custody_event SET to_name = 'Tanaka'", "foreign-row"),
        ("DELETE FROM custody_event", "foreign-row"),
        ("UPDATE fact SET value = 'forged' WHERE key = 'vector'", "foreign-row"),
        ("UPDATE evidence SET title = 'forged' WHERE serial = 2", "foreign-row"),
        ("UPDATE incident SET title = 'forged'", "foreign-row"),
        ("UPDATE tlog_entry SET detail = NULL WHERE action = 'timeline.added'", "log"),
    ];
    for (nth, (sql, code)) in edits.iter().enumerate() {
        let spare = world.spare(&format!("spare{nth}")).await;
        line(&spare.platform, &world.incident, "a new line").await;
        fact(&spare.platform, &world.incident, "vector", "VPN").await;
        exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
        custody(&world, &spare).await;
        spare.tamper(sql).await;
        refused(&world, &spare, code).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_no_page_takes_is_refused_although_the_log_tells_of_it() {
    let world = World::new().await;
    let spare = world.spare("spare").await;
    line(&spare.platform, &world.incident, &"x".repeat(100_001)).await;
    refused(&world, &spare, "foreign-row").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_was_there_changes_with_its_correction_only() {
    let world = World::new().await;
    line(&world.main, &world.incident, "a line of the office").await;
    // Whoever has the machine and its key can let its log tell of a row that no page wrote.
    let spare = world.spare("forged").await;
    spare.tamper("UPDATE timeline_entry SET text = 'forged', version = 2").await;
    told(&spare.platform, &world.incident, "timeline_entry").await;
    refused(&world, &spare, "foreign-row").await;

    let spare = world.spare("spare").await;
    let (scope, there) = (world.scope(), &spare.platform);
    let tx = there.db.write(scope.fence()).await.unwrap();
    let old = whole_timeline(&tx, &world.incident).await.unwrap().pop().unwrap();
    let now = there.clock.now();
    let new = NewEntry::automatic(EntryKind::Action, now, "said better".to_owned());
    let what = (new, "it was not clear");
    correct_entry(&tx, there, &scope, &world.incident, (old.id, 1), what).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    custody_of_all(&world, &spare).await;
    let merged = world.merge(&spare).await.unwrap();
    assert_eq!((merged.changed["timeline_entry"], merged.conflicts), (1, 0), "{merged:?}");
    // What came in is told of in this log: nothing looks tampered with afterwards, and what is
    // changed from now on is named.
    assert_eq!(world.things().await, Vec::<String>::new());
    let data = &world.main.data_folder;
    statement_on(data, "UPDATE timeline_entry SET text = 'x' WHERE text = 'said better'").await;
    statement_on(data, "UPDATE custody_event SET to_name = 'Tanaka'").await;
    let found = world.things().await;
    assert_eq!(found, ["row-changed timeline_entry", "row-changed custody_event"]);
}

async fn custody_of_all(world: &World, spare: &Spare) {
    exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
    custody(world, spare).await;
}
