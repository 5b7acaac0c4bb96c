//! A spare that somebody edited: refused with the reason, and nothing is changed.

use hikeshi_db::Fence;
use hikeshi_incidents::model::incident;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use super::world::{Spare, World, exhibit, fact, line};

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
    let spare = world.spare("spare").await;
    exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
    spare.tamper("UPDATE evidence SET sha256 = 'ab' WHERE serial = 2").await;
    refused(&world, &spare, "damaged").await;

    let spare = world.spare("damaged").await;
    exhibit(&spare.platform, &world.incident, 2, b"new on the spare").await;
    spare
        .tamper(
            "UPDATE evidence SET blob_id = x'0191000000007000800000000000abcd' WHERE serial = 2",
        )
        .await;
    refused(&world, &spare, "damaged").await;
}
