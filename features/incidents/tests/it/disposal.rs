//! Destroying evidence: who may, and what stays.

use axum::http::StatusCode;
use hikeshi_identity::Role;

use crate::{
    evidence::{add_file, blob_file, page_of, pairs, rows},
    world::{ANALYST, At, OFFICER, STAFF, World},
};

const CONFIRM: [(&str, &str); 2] = [("act", "confirm"), ("reason", "the copy is complete")];

#[tokio::test]
async fn two_people_of_the_provider_do_not_destroy_evidence_between_them() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        add_file(&world, STAFF, &incident, ("a.bin", b"data")).await;
        let exhibit = rows(&world).await.remove(0);
        let act = page_of(&world, &incident, &exhibit) + "/disposal";
        world.minutes_later(1);
        let asked = [("act", "request"), ("reason", "copied twice")];
        world.browser(ANALYST).post(&act, &asked).await;
        world.minutes_later(1);
        let admin = At::Provider(Role::Admin);
        let page = world.browser(admin).post(&act, &CONFIRM).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("must belong to the company"), "{}", page.text());
        assert!(blob_file(&world, &exhibit).exists());
        let page = world.browser(OFFICER).post(&act, &CONFIRM).await;
        assert!(page.text().contains("This exhibit was destroyed"), "{}", page.text());
    }
}

#[tokio::test]
async fn destroying_needs_a_second_person_and_keeps_the_record() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        add_file(&world, STAFF, &incident, ("a.bin", b"data")).await;
        let exhibit = rows(&world).await.remove(0);
        let path = page_of(&world, &incident, &exhibit);
        let act = path.clone() + "/disposal";
        world.minutes_later(1);
        let page = world.browser(STAFF).post(&act, &[("act", "request")]).await;
        assert!(page.text().contains("Write the reason"), "{}", page.text());
        let page = world.browser(OFFICER).post(&act, &CONFIRM).await;
        assert_eq!(page.status(), StatusCode::CONFLICT);
        let asked = [("act", "request"), ("reason", "copied twice")];
        let page = world.browser(STAFF).post(&act, &asked).await;
        assert!(page.text().contains("staff of minato asks to destroy this"), "{}", page.text());
        assert!(!page.buttons().contains(&"Confirm and destroy".to_owned()));
        world.minutes_later(1);
        assert_eq!(world.browser(STAFF).post(&act, &CONFIRM).await.status(), StatusCode::CONFLICT);
        assert!(blob_file(&world, &exhibit).exists());
        let page = world.browser(OFFICER).get(&path).await;
        let confirm = page.form_with_button("Confirm and destroy");
        let again = world.browser(OFFICER).submit(confirm.clone()).await;
        assert!(again.text().contains("Write the reason"), "{}", again.text());
        let confirm = confirm.fill("Reason", "the copy is complete");
        let page = world.browser(OFFICER).submit(confirm).await;
        assert!(page.text().contains("This exhibit was destroyed"), "{}", page.text());
        assert!(page.text().contains(&exhibit.sha256));
        world.drain_jobs().await;
        assert!(!blob_file(&world, &exhibit).exists());
        assert_eq!(
            world.browser(OFFICER).get(&(path.clone() + "/file")).await.status(),
            StatusCode::NOT_FOUND
        );
        let late = pairs(&[("kind", "stored"), ("place", "safe"), ("person", "Somebody")]);
        assert_eq!(
            world.browser(OFFICER).upload(&(path + "/custody"), &late, &[]).await.status(),
            StatusCode::CONFLICT
        );
    }
}
