//! The proof that a paper went out: whoever files may attach it, and no mistake loses it.

use hikeshi_incidents::evidence::list_exhibits;
use hikeshi_testkit::{Attachment, Browser, Page};

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    world::{OFFICER, PRESIDENT, World},
};

const ADD: &str = "Add a file as proof";

/// Fills the form of an approved paper, attaches a proof, and sends it.
async fn send(browser: &mut Browser, page: &Page, at: &str, proof: Option<Attachment>) -> Page {
    let form = page.form_with_button("Save").fill("Sent", at).choose("Web form");
    let form = match proof {
        Some(proof) => form.attach(ADD, proof),
        None => form,
    };
    browser.submit(form).await
}

#[tokio::test]
async fn a_proof_that_came_with_a_mistake_is_kept_until_the_form_is_right() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut president = world.browser(PRESIDENT);
        let paper = path_of(&begin(&world, &mut president, &incident, "ppc-preliminary").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut president, &paper, button).await;
        }
        let filed = format!("{paper}/filed");
        let page = president.get(&filed).await;
        let first = Attachment::new("first.png", "the first picture");
        let page = send(&mut president, &page, "2026-11-29 09:00", Some(first)).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("first.png"), "{}", page.text());
        assert!(page.text().contains("That time has not come yet."), "{}", page.text());
        let other = world.browser(OFFICER).get(&filed).await.text();
        assert!(!other.contains("first.png"), "only who sent it sees it: {other}");
        let add = world.path(&incident, "/evidence/add-file");
        let evidence = world.browser(OFFICER).get(&add).await.text();
        assert!(!evidence.contains("first.png"), "{evidence}");

        // A second one takes its place; then only the field is mended.
        let second = Attachment::new("second.png", "another picture");
        let page = send(&mut president, &page, "2026-11-29 09:00", Some(second)).await;
        assert!(page.text().contains("second.png"), "{}", page.text());
        assert!(!page.text().contains("first.png"), "{}", page.text());
        let page = send(&mut president, &page, "2026-11-20", None).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.drain_jobs().await;

        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let exhibits = list_exhibits(&tx, &incident).await.unwrap();
        let names: Vec<&str> = exhibits.iter().map(|row| row.file_name.as_str()).collect();
        assert_eq!(names, ["second.png"]);
        drop(tx);
        let out = world.path(&incident, &format!("/evidence/{}/file", exhibits[0].id));
        assert_eq!(president.fetch(&out).await.text(), "another picture");
    }
}

#[tokio::test]
async fn a_proof_that_waits_can_be_left_out() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut officer, &paper, button).await;
        }
        let page = officer.get(&format!("{paper}/filed")).await;
        let wrong = Attachment::new("wrong.png", "the wrong picture");
        let page = send(&mut officer, &page, "tomorrow-ish", Some(wrong)).await;
        assert_eq!(page.status(), 422);
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20");
        let page = officer.submit(form.choose("Do not add wrong.png")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        assert!(list_exhibits(&tx, &incident).await.unwrap().is_empty());
    }
}
