//! The page of the kit: who may do what, and what it says about the paper.

use axum::http::StatusCode;
use hikeshi_kit::{editions, last_edition};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

#[tokio::test]
async fn a_kit_is_made_printed_and_found_out_of_date_when_the_tree_changes() {
    for world in World::every_kind().await {
        let mut officer = world.looked_after(OFFICER).await;
        let page = officer.get(&world.page("/kit")).await;
        assert!(page.text().contains("None made yet"), "{}", page.text());
        let page = officer.submit(page.form_with_button("Make a new edition")).await;
        assert!(page.text().contains("Not noted as printed"), "{}", page.text());
        assert!(page.text().contains("K-2026-001"), "{}", page.text());

        let form = page.form_with_button("Note that it is printed");
        let again = officer.submit(form.clone()).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let form = form.fill("Place", "Red binder at the reception");
        let page = officer.submit(form.clone()).await;
        assert!(page.text().contains("Up to date"), "{}", page.text());
        assert!(page.text().contains("Red binder at the reception"), "{}", page.text());
        assert!(page.text().contains("officer of minato"), "{}", page.text());
        let home = officer.get(&world.page("")).await.text();
        assert!(!home.contains("Make the printed kit anew"), "{home}");

        let tree = officer.get(&world.page("/contacts/new?level=1")).await;
        let form = tree.form_with_button("Save").fill("Name", "Megumi");
        let form = form.fill("Telephone", "080-0000-0031");
        officer.submit(form).await;
        let page = officer.get(&world.page("/kit")).await.text();
        assert!(page.contains("out of date") && page.contains("“Megumi” was added"), "{page}");
        let home = officer.get(&world.page("")).await.text();
        assert!(home.contains("Make the printed kit anew"), "{home}");

        world.minutes_later(1);
        let page = officer.get(&world.page("/kit")).await;
        let page = officer.submit(page.form_with_button("Make a new edition")).await.text();
        assert!(page.contains("Edition 2") && page.contains("K-2026-011"), "{page}");
        assert!(!page.contains("out of date"), "{page}");
    }
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_edition_and_one_note() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    let page = staff.get(&world.page("/kit")).await;
    let form = page.form_with_button("Make a new edition");
    staff.submit(form.clone()).await;
    let page = staff.submit(form).await;
    let note = page.form_with_button("Note that it is printed").fill("Place", "Safe");
    staff.submit(note.clone()).await;
    let page = staff.submit(note).await.text();
    assert_eq!(page.matches("Safe").count(), 1, "{page}");
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    assert_eq!(editions(&tx, &scope).await.unwrap().len(), 1);
}

#[tokio::test]
async fn other_companies_find_nothing_and_employees_only_read() {
    for world in World::every_kind().await {
        let edition = world.edition().await;
        let file = world.page(&format!("/kit/editions/{}", edition.id));
        assert_eq!(world.browser(STRANGER).get(&world.page("/kit")).await.status(), 404);
        assert_eq!(world.browser(STRANGER).fetch(&file).await.status, 404);
        let own = format!("/c/{}/kit/editions/{}", world.other, edition.id);
        assert_eq!(world.browser(STRANGER).fetch(&own).await.status, 404);
        let tag = format!("/c/{}/kit/tags/K-2026-001", world.other);
        assert_eq!(world.browser(STRANGER).get(&tag).await.status(), 404);

        let mut employee = world.browser(EMPLOYEE);
        let page = employee.get(&world.page("/kit")).await;
        assert_eq!(page.status(), 200);
        assert!(page.buttons().iter().all(|button| button != "Make a new edition"));
        assert_eq!(employee.post(&world.page("/kit"), &[("lang", "en")]).await.status(), 403);
        for person in [ANALYST, PRESIDENT] {
            let buttons = world.browser(person).get(&world.page("/kit")).await.buttons();
            assert!(buttons.iter().any(|button| button == "Make a new edition"), "{person:?}");
        }
        let other = format!("/c/{}/kit", world.provider);
        assert_eq!(world.browser(ANALYST).get(&other).await.status(), 404);
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        assert_eq!(last_edition(&tx, &scope).await.unwrap().unwrap().number, 1);
    }
}
