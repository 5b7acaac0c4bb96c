//! Files that arrived with a form that has a mistake: nobody has to send them twice.

use axum::http::StatusCode;
use hikeshi_db::Fence;
use hikeshi_incidents::model::{evidence_waiting, incident};
use hikeshi_testkit::{Attachment, Page};
use sea_orm::EntityTrait as _;
use sha2::{Digest as _, Sha256};

use crate::{
    evidence::{blob_file, page_of, rows},
    world::{At, OFFICER, STAFF, World},
};

const ADD: &str = "Add as evidence";
const ARRIVED: &str = "The files have arrived";

/// Sends files with a time that nobody can read.
async fn send_with_mistake(world: &World, who: At, incident: &incident::Model) -> Page {
    let path = world.path(incident, "/evidence/add-file");
    let typed = [("title", "VPN log"), ("collected", "soonish")];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let files = [("vpn.log", "first"), ("a<b>.log", "second")];
    let files = files.map(|(name, text)| ("file".to_owned(), Attachment::new(name, text)));
    world.browser(who).upload(&path, &typed, &files).await
}

async fn waiting(world: &World) -> Vec<evidence_waiting::Model> {
    let tx = world.platform.db.read(Fence::Open).await.unwrap();
    evidence_waiting::Entity::find().all(tx.conn()).await.unwrap()
}

async fn blobs(world: &World) -> usize {
    world.platform.blobs.ids(jiff::Timestamp::MAX).await.unwrap().len()
}

#[tokio::test]
async fn after_a_mistake_only_the_field_is_mended_and_the_file_is_not_sent_again() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let page = send_with_mistake(&world, STAFF, &incident).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let text = page.text();
        assert!(text.contains(ARRIVED) && text.contains("vpn.log"), "{text}");
        assert!(text.contains("a<b>.log") && text.contains("This time cannot be read"), "{text}");
        assert!(rows(&world).await.is_empty(), "no exhibit before the form is right");

        let mended = page.form_with_button(ADD).fill("When it was collected", "today 9:10");
        let mut browser = world.browser(STAFF);
        let list = browser.submit(mended.clone()).await;
        assert!(list.text().contains("Added to the evidence"), "{}", list.text());
        let exhibits = rows(&world).await;
        let names: Vec<_> = exhibits.iter().map(|row| row.file_name.as_str()).collect();
        assert_eq!(names, ["vpn.log", "a<b>.log"]);
        let sha256: String =
            Sha256::digest("first").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((&exhibits[0].sha256, exhibits[0].size), (&sha256, Some(5)));
        let out = page_of(&world, &incident, &exhibits[0]) + "/file";
        assert_eq!(world.browser(OFFICER).fetch(&out).await.text(), "first");

        let twice = browser.submit(mended).await;
        assert!(twice.text().contains("was added already"), "{}", twice.text());
        assert_eq!((rows(&world).await.len(), waiting(&world).await.len()), (2, 0));
        world.minutes_later(25 * 60);
        world.drain_jobs().await;
        assert!(exhibits.iter().all(|exhibit| blob_file(&world, exhibit).exists()));
    }
}

#[tokio::test]
async fn a_waiting_file_is_shown_to_its_sender_only_and_can_be_left_out() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let page = send_with_mistake(&world, STAFF, &incident).await;
        let path = world.path(&incident, "/evidence/add-file");
        let form = page.form_with_button(ADD);
        let stolen = world.browser(OFFICER).submit(form).await;
        assert!(stolen.text().contains("Choose a file"), "{}", stolen.text());
        assert!(!world.browser(OFFICER).get(&path).await.text().contains(ARRIVED));
        let other = world.incident("Another one", &["ransomware"]).await;
        let elsewhere = world.path(&other, "/evidence/add-file");
        assert!(!world.browser(STAFF).get(&elsewhere).await.text().contains(ARRIVED));

        let again = world.browser(STAFF).get(&path).await;
        assert!(again.text().contains(ARRIVED), "found again after leaving the page");
        let unwanted = waiting(&world).await.into_iter().find(|row| row.file_name == "vpn.log");
        let unwanted = unwanted.unwrap().blob_id.to_string();
        let mut pairs = again.form_with_button(ADD).pairs();
        pairs.push(("drop".to_owned(), unwanted));
        world.browser(STAFF).upload(&path, &pairs, &[]).await;
        world.drain_jobs().await;
        let exhibits = rows(&world).await;
        assert_eq!(exhibits.len(), 1);
        assert_eq!(exhibits[0].file_name, "a<b>.log");
        assert_eq!((waiting(&world).await.len(), blobs(&world).await), (0, 1));
    }
}

#[tokio::test]
async fn a_file_whose_form_nobody_mends_goes_after_a_day() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        send_with_mistake(&world, STAFF, &incident).await;
        world.minutes_later(23 * 60);
        world.drain_jobs().await;
        assert_eq!((waiting(&world).await.len(), blobs(&world).await), (2, 2));
        world.minutes_later(2 * 60);
        world.drain_jobs().await;
        assert_eq!((waiting(&world).await.len(), blobs(&world).await), (0, 0));
        assert!(rows(&world).await.is_empty());
    }
}
