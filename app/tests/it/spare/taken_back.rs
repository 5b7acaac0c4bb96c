//! What was done on the spare stands on the main machine afterwards, once.

use hikeshi_db::Fence;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::{current_facts, whole_timeline},
    model::{evidence, incident},
};
use hikeshi_tlog::{list_for_tenant, verify_rows};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::world::{World, exhibit, fact, line, opened};

/// The incidents of a company by number.
async fn incidents(world: &World, company: CompanyId) -> Vec<incident::Model> {
    let tx = world.main.db.read(Fence::Open).await.unwrap();
    incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(company.0))
        .order_by_asc(incident::Column::Serial)
        .all(tx.conn())
        .await
        .unwrap()
}

async fn exhibits(world: &World) -> Vec<evidence::Model> {
    let tx = world.main.db.read(Fence::Open).await.unwrap();
    evidence::Entity::find()
        .filter(evidence::Column::IncidentId.eq(world.incident.id))
        .order_by_asc(evidence::Column::Serial)
        .all(tx.conn())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn new_incidents_facts_lines_and_files_come_back_and_numbers_given_twice_are_changed() {
    for world in World::every_kind().await {
        let spare = world.spare("spare").await;
        // On both sides at once: a second incident, a second exhibit.
        let here = opened(&world.main, world.company, "Found at the office").await;
        exhibit(&world.main, &world.incident, 2, b"found at the office").await;
        let there = opened(&spare.platform, world.company, "Found on the road").await;
        assert_eq!(here.number, there.number);
        exhibit(&spare.platform, &world.incident, 2, b"found on the road").await;
        fact(&spare.platform, &world.incident, "scope", "five machines").await;
        fact(&spare.platform, &world.incident, "vector", "VPN").await;
        line(&spare.platform, &world.incident, "Unplugged the file server").await;

        let asked = world.merge_as(&spare, true).await.unwrap();
        assert!(asked.dry_run && asked.merge.is_none());
        assert_eq!(incidents(&world, world.company).await.len(), 2);

        let merged = world.merge(&spare).await.unwrap();
        assert_eq!((merged.conflicts, merged.files), (0, 1), "{merged:?}");
        assert_eq!((&merged.added, &merged.changed), (&asked.added, &asked.changed));
        assert_eq!(merged.added["fact"], 2);
        let numbers: Vec<_> =
            incidents(&world, world.company).await.iter().map(|row| row.number.clone()).collect();
        assert_eq!(numbers, ["2026-001", "2026-002", "2026-003"]);
        assert_eq!(incidents(&world, world.other).await.len(), 1);
        let exhibits = exhibits(&world).await;
        assert_eq!(exhibits.iter().map(|row| row.serial).collect::<Vec<_>>(), [1, 2, 3]);

        let tx = world.main.db.read(Fence::Open).await.unwrap();
        let key = company_key(&tx, &world.main, &world.scope()).await.unwrap();
        for exhibit in &exhibits {
            let stored = world.main.blobs.verify(&key, exhibit.blob_id.unwrap()).await.unwrap();
            assert_eq!(stored.sha256, exhibit.sha256);
        }
        let facts = current_facts(&tx, &world.incident).await.unwrap();
        let said: Vec<_> = facts.iter().map(|f| (f.key.as_str(), f.value.as_str())).collect();
        assert_eq!(said, [("scope", "five machines"), ("vector", "VPN")]);
        let lines = whole_timeline(&tx, &world.incident).await.unwrap();
        assert!(lines.iter().any(|line| line.text == "Unplugged the file server"));

        // Every entry of the spare's log stands in this log with its number there.
        let entries = list_for_tenant(tx.conn(), world.company.0, None, 500).await.unwrap();
        let carried: Vec<u64> = entries
            .iter()
            .filter_map(|entry| entry.detail_value()?.get("spare_entry")?.as_u64())
            .collect();
        assert_eq!(carried.len(), merged.log_entries);
        assert!(merged.log_entries >= 4, "{merged:?}");
        verify_rows(tx.conn()).await.unwrap();
        drop(tx);

        let address = format!("/c/{}/merges/{}", world.company, merged.merge.unwrap());
        let text = world.browser().get(&address).await.text();
        assert!(text.contains("Number on the spare E-002 → new number E-003"), "{text}");

        let again = world.merge(&spare).await.unwrap();
        assert!(again.nothing_new && again.merge.is_none(), "{again:?}");
        assert_eq!(incidents(&world, world.company).await.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_goes_on_after_a_merge_comes_with_the_next_one() {
    let world = World::new().await;
    let spare = world.spare("spare").await;
    line(&spare.platform, &world.incident, "first line").await;
    fact(&spare.platform, &world.incident, "scope", "five machines").await;
    assert_eq!(world.merge(&spare).await.unwrap().conflicts, 0);
    line(&spare.platform, &world.incident, "second line").await;
    fact(&spare.platform, &world.incident, "scope", "six machines").await;
    let merged = world.merge(&spare).await.unwrap();
    assert_eq!(merged.conflicts, 0, "{merged:?}");
    let scope = CompanyScope::of_program(world.company, "test");
    let tx = world.main.db.read(scope.fence()).await.unwrap();
    let lines = whole_timeline(&tx, &world.incident).await.unwrap();
    for text in ["first line", "second line"] {
        assert_eq!(lines.iter().filter(|line| line.text == text).count(), 1, "{text}");
    }
    let facts = current_facts(&tx, &world.incident).await.unwrap();
    assert_eq!(facts[0].value, "six machines");
}
