//! Things of which there can be one only, done on both sides.

use hikeshi_db::Fence;
use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

use super::world::{World, exhibit, statement_on, told};

/// An id as SQLite has it.
fn raw(id: Uuid) -> String {
    format!("x'{}'", id.simple())
}

/// One column of the main machine's rows.
async fn texts(world: &World, sql: &str) -> Vec<String> {
    let tx = world.main.db.read(Fence::Open).await.unwrap();
    let asked = Statement::from_string(tx.conn().get_database_backend(), sql);
    let rows = tx.conn().query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_on_being_named_after_its_exhibit_when_that_gets_a_new_number() {
    let world = World::new().await;
    let spare = world.spare("spare").await;
    exhibit(&world.main, &world.incident, 2, b"found at the office").await;
    exhibit(&spare.platform, &world.incident, 2, b"found on the road").await;
    exhibit(&spare.platform, &world.incident, 3, b"an image of what was found on the road").await;
    let copy = "UPDATE evidence SET number = 'E-002-C1', copy_kind = 'image', source_id = \
                (SELECT id FROM evidence WHERE number = 'E-002') WHERE number = 'E-003'";
    spare.tamper(copy).await;
    told(&spare.platform, &world.incident, "evidence").await;
    let merged = world.merge(&spare).await.unwrap();
    let sql = format!(
        "SELECT number FROM evidence WHERE incident_id = {} ORDER BY number",
        raw(world.incident.id)
    );
    assert_eq!(texts(&world, &sql).await, ["E-001", "E-002", "E-003", "E-003-C1"]);
    let said = |old: &str, new: &str| ("evidence".to_owned(), old.to_owned(), new.to_owned());
    assert_eq!(merged.renumbered, [said("E-002", "E-003"), said("E-002-C1", "E-003-C1")]);
    assert!(world.merge(&spare).await.unwrap().nothing_new);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_answered_on_both_sides_keeps_both_answers_and_the_main_one_counts() {
    let world = World::new().await;
    let data = &world.main.data_folder;
    let (company, incident) = (raw(world.company.0), raw(world.incident.id));
    let event = |id: Uuid, kind: &str, answers: &str| {
        format!(
            "INSERT INTO custody_event (id, company_id, incident_id, evidence_id, kind, moment_json, \
             sort_at, from_name, to_name, place, note, outcome, at, by_name, answers) SELECT {}, \
             {company}, {incident}, id, '{kind}', '{{\"kind\":\"unknown\"}}', 1, 'Sato', 'Suzuki', '', '', '', \
             1, 'Sato', {answers} FROM evidence WHERE incident_id = {incident}",
            raw(id)
        )
    };
    let hand_over = Uuid::from_u128(1);
    statement_on(data, &event(hand_over, "transferred", "NULL")).await;
    let spare = world.spare("spare").await;
    statement_on(data, &event(Uuid::from_u128(2), "received", &raw(hand_over))).await;
    spare.tamper(&event(Uuid::from_u128(3), "refused", &raw(hand_over))).await;
    told(&spare.platform, &world.incident, "custody_event").await;
    let merged = world.merge(&spare).await.unwrap();
    assert_eq!((merged.added["custody_event"], merged.not_taken), (1, 1));
    let counted = "SELECT kind FROM custody_event WHERE answers IS NOT NULL";
    assert_eq!(texts(&world, counted).await, ["received"]);
    assert_eq!(texts(&world, "SELECT kind FROM custody_event").await.len(), 3);
    assert!(world.merge(&spare).await.unwrap().nothing_new);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_begun_on_both_sides_are_a_choice_and_versions_published_on_both_stand_both() {
    let world = World::new().await;
    let data = &world.main.data_folder;
    let (company, book) = (raw(world.company.0), raw(Uuid::from_u128(7)));
    let own = format!(
        "INSERT INTO own_playbook (id, company_id, origin, live_number, last_number, made_at, made_by, \
         revision) VALUES ({book}, {company}, 'new', 1, 1, 1, 'Sato', 1)"
    );
    let version = |id: u128, number: i64, json: &str| {
        format!(
            "INSERT INTO playbook_version VALUES ({}, {book}, {company}, {number}, '{json}', '', 1, 'Sato')",
            raw(Uuid::from_u128(id))
        )
    };
    let draft = |by: &str| {
        format!(
            "INSERT INTO playbook_draft (playbook_id, company_id, json, changed_at, changed_by, revision) \
             VALUES ({book}, {company}, '{{\"title\":\"of {by}\"}}', 1, '{by}', 1)"
        )
    };
    let published = "UPDATE own_playbook SET live_number = 2, last_number = 2, revision = 2";
    statement_on(data, &own).await;
    statement_on(data, &version(8, 1, "{}")).await;
    let spare = world.spare("spare").await;
    for sql in [draft("Sato"), version(9, 2, "{}"), published.to_owned()] {
        statement_on(data, &sql).await;
    }
    for sql in [draft("Suzuki"), version(10, 2, "{}"), published.to_owned()] {
        spare.tamper(&sql).await;
    }
    let merged = world.merge(&spare).await.unwrap();
    assert_eq!((merged.conflicts, merged.added["playbook_version"]), (1, 1), "{merged:?}");
    assert_eq!(texts(&world, "SELECT changed_by FROM playbook_draft").await, ["Sato"]);
    let counts = "SELECT live_number || '/' || last_number FROM own_playbook";
    assert_eq!(texts(&world, counts).await, ["2/3"]);
    let address = format!("/c/{}/merges/{}", world.company, merged.merge.unwrap());
    let text = world.browser().get(&address).await.text();
    assert!(text.contains("of Sato") && text.contains("of Suzuki"), "{text}");
    assert!(world.merge(&spare).await.unwrap().nothing_new);
}
