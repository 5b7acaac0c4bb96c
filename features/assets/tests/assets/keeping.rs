//! Adding, changing, finding and retiring; secrets; other companies.

use hikeshi_assets::{
    keep::NewAsset,
    ledger::{Which, all},
};
use hikeshi_inventory::{Field, Kind};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

#[tokio::test]
async fn an_asset_is_added_by_a_short_form_judged_changed_and_retired() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let page = staff.get(&world.ledger("/new")).await;
        let page = staff
            .submit(
                page.form_with_button("Continue")
                    .choose("PC or device PC, tablet, smartphone, printer"),
            )
            .await;
        let form =
            page.form_with_button("Save").fill("OS", "Windows 10 Pro").fill("OS version", "22H2");
        let refused = staff.submit(form.clone()).await;
        assert_eq!(refused.status(), 422, "a name is needed");
        assert_eq!(refused.field_by_label("OS").value, "Windows 10 Pro", "what was typed stays");
        let form = refused.form_with_button("Save").fill("Name", "Front desk PC");
        let form = form.fill("Expiry date", "2026/12/1");
        let page = staff.submit(form.clone()).await;
        let text = page.text();
        assert!(text.contains("Support ended") && text.contains("Expires soon"), "{text}");
        assert!(text.contains("product and version"), "how it was recognised: {text}");
        staff.submit(form).await;
        assert_eq!(world.count().await, 1, "a form sent twice makes one asset");

        let list = staff.get(&world.ledger("?q=front+DESK&warn=past")).await;
        assert!(list.text().contains("Front desk PC"), "{}", list.text());
        let none = staff.get(&world.ledger("?q=front+back")).await.text();
        assert!(none.contains("Nothing found"), "{none}");
        let warnings = staff.get(&world.ledger("/warnings")).await.text();
        assert!(warnings.contains("Front desk PC"), "{warnings}");

        let page = staff.follow(&list.by_role_link("Front desk PC")).await;
        let edit = staff.follow(&page.by_role_link("Change")).await;
        let mut other = staff.clone();
        let form = edit.form_with_button("Save");
        other.submit(form.clone().fill("OS version", "21H2")).await;
        let conflict = staff.submit(form.fill("User", "Sato")).await;
        assert_eq!(conflict.status(), 409);
        let page = staff.submit(conflict.form_with_button("Save")).await;
        assert!(page.text().contains("Sato"), "the second save goes through: {}", page.text());

        let form = page.form_with_button("Retire").fill("Reason", "Disk was destroyed");
        let page = staff.submit(form).await.text();
        assert!(page.contains("Disk was destroyed"), "{page}");
        assert_eq!(world.count().await, 0);
        let retired = staff.get(&world.ledger("?state=retired")).await.text();
        assert!(retired.contains("Front desk PC"), "{retired}");
    }
}

#[tokio::test]
async fn a_secret_lies_sealed_and_is_shown_to_who_says_why_and_to_nobody_else() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let form = staff.get(&world.ledger("/new?kind=licence")).await;
        let form = form
            .form_with_button("Save")
            .fill("Name", "Office")
            .fill("Licence key", "KEY-1234-ABCD");
        let page = staff.submit(form).await;
        let asset = page.address().split('?').next().unwrap().to_owned();
        assert!(!page.text().contains("KEY-1234"), "{}", page.text());
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let today = hikeshi_assets::support::today(&world.platform);
        let row = all(&tx, &scope, (&Which::default(), today)).await.unwrap().remove(0);
        assert!(!format!("{row:?}").contains("KEY-1234"), "{row:?}");
        let sealed = hikeshi_assets::secrets::secrets_of(&tx, &scope, row.id).await.unwrap();
        assert!(!sealed[0].sealed.windows(8).any(|part| part == b"KEY-1234"));
        drop(tx);

        let without = staff.submit(page.form_with_button("Show Licence key")).await;
        assert_eq!(without.status(), 422, "a reason is needed");
        let form =
            without.form_with_button("Show Licence key").fill("Why you need it", "New PC for Sato");
        let shown = staff.submit(form).await;
        assert!(shown.text().contains("KEY-1234-ABCD"), "{}", shown.text());
        assert!(shown.text().contains("New PC for Sato"), "the history says why");
        let again = staff.get(&asset).await.text();
        assert!(!again.contains("KEY-1234"), "{again}");
        let mut officer = world.browser(OFFICER);
        let log = officer.get(&format!("/c/{}/log", world.company)).await.text();
        assert!(log.contains("Looked at a secret"), "{log}");
        // The provider sees that there is one, not what it says.
        let mut analyst = world.browser(ANALYST);
        assert_eq!(analyst.get(&asset).await.status(), 200);
        let form = [("field", "licence-key"), ("reason", "x")];
        assert_eq!(analyst.post(&format!("{asset}/secret"), &form).await.status(), 403);
        let export = officer.fetch(&world.ledger("/export.csv")).await.text();
        assert!(export.contains("Office") && !export.contains("KEY-1234"), "{export}");
    }
}

#[tokio::test]
async fn other_companies_and_employees_see_nothing_of_a_ledger() {
    for world in World::every_kind().await {
        let scope = world.program();
        let id = hikeshi_kernel::new_uuid(&*world.platform.clock, &*world.platform.rng);
        let values = [(Field::Name, "Secret server".to_owned())].into();
        let new = NewAsset { kind: Kind::Server, values, own: Vec::new() };
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        hikeshi_assets::keep::add(&tx, &world.platform, &scope, (id, new)).await.unwrap();
        tx.commit().await.unwrap();
        let mut stranger = world.browser(STRANGER);
        assert_eq!(stranger.get(&world.ledger("")).await.status(), 404);
        assert_eq!(stranger.get(&world.ledger(&format!("/{id}"))).await.status(), 404);
        let own = format!("/c/{}/assets/{id}", world.other);
        assert_eq!(stranger.get(&own).await.status(), 404);
        assert_eq!(stranger.get(&format!("{own}/edit")).await.status(), 404);
        assert_eq!(
            stranger.post(&format!("{own}/state"), &[("state", "retired")]).await.status(),
            404
        );
        assert_eq!(world.browser(EMPLOYEE).get(&world.ledger("")).await.status(), 403);
        assert_eq!(world.browser(PRESIDENT).get(&world.ledger("")).await.status(), 200);
        assert_eq!(world.browser(OFFICER).get(&world.ledger("/not-an-id")).await.status(), 404);
    }
}

#[tokio::test]
async fn the_sketch_shows_border_networks_and_devices_and_says_the_same_as_a_table() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    for (kind, name, exposed) in [
        ("network", "Router <RTX>", "yes"),
        ("server", "File server", "no"),
        ("device", "PC-1", ""),
        ("device", "PC-2", ""),
        ("cloud", "Mail", ""),
    ] {
        let pairs =
            [("kind", kind), ("name", name), ("exposed", exposed), ("network", "Office LAN")];
        staff.post(&world.ledger("/new"), &pairs).await;
    }
    let page = staff.get(&world.ledger("/network")).await;
    let text = page.text();
    assert!(text.contains("Router <RTX>") && text.contains("2 PCs and devices"), "{text}");
    let html = staff.fetch(&world.ledger("/network")).await.text();
    assert!(html.matches("Office LAN").count() >= 2, "in the drawing and in the table: {html}");
    assert!(!html.contains("<RTX>"), "what people typed stays text");
}
