//! An import is undone: only what it brought, and nothing that somebody changed since.

use hikeshi_testkit::Browser;

use crate::world::{STAFF, World};

#[tokio::test]
async fn undoing_takes_back_what_came_and_leaves_what_people_changed_since() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let first = b"hostname,model,serial number,os\npc-1,L15,PF3AAAA1,Windows 11\n";
        let page = world.preview(&mut staff, "a.csv", first).await;
        staff.submit(page.form_with_button("Take it")).await;
        let second = b"hostname,model,serial number,os,person\n\
            pc-1,L15,PF3AAAA1,Windows 10,Sato\npc-2,L15,PF3AAAA2,,\npc-3,L15,PF3AAAA3,,\n";
        let page = world.preview(&mut staff, "b.csv", second).await;
        let form = page.form_with_button("Take it").fill("1 rows without contradiction", "replace");
        let done = staff.submit(form).await;
        assert_eq!(world.count().await, 3);
        let before = staff.fetch(&world.ledger("/export.csv")).await.text();
        assert!(before.contains("Windows 10") && before.contains("Sato"), "{before}");

        let list = staff.get(&world.ledger("?q=pc-3")).await;
        let asset = staff.follow(&list.by_role_link("pc-3")).await;
        let edit = staff.follow(&asset.by_role_link("Change")).await;
        staff.submit(edit.form_with_button("Save").fill("User", "Takahashi")).await;

        let undo = staff.get(&format!("{}/undo", done.address())).await;
        let text = undo.text();
        assert!(text.contains("1 assets that it brought go"), "{text}");
        assert!(text.contains("1 assets are again as before"), "{text}");
        assert!(text.contains("1 are not undone") && text.contains("pc-3"), "{text}");
        let undone = staff.submit(undo.form_with_button("Undo")).await.text();
        assert!(undone.contains("Undone"), "{undone}");
        let after = staff.fetch(&world.ledger("/export.csv")).await.text();
        assert!(after.contains("Windows 11") && !after.contains("Sato"), "{after}");
        assert!(after.contains("Takahashi") && !after.contains("pc-2"), "{after}");
        let again = staff.get(&format!("{}/undo", done.address())).await;
        assert_eq!(again.status(), 200, "once is enough, and a second time says so");
        assert!(again.text().contains("Undone"), "{}", again.text());
    }
}

const BARE: &[u8] = b"hostname,model,serial number\npc-1,L15,PF3AAAA1\n";
const MORE: &[u8] = b"hostname,model,serial number,os\npc-1,L15,PF3AAAA1,Windows 11\n";

/// Brings and takes a file; the address of its page.
async fn take(world: &World, staff: &mut Browser, file: &[u8]) -> String {
    let page = world.preview(staff, "list.csv", file).await;
    staff.submit(page.form_with_button("Take it")).await.address().to_owned()
}

/// Undoes an import; what the page said before.
async fn undo(staff: &mut Browser, import: &str) -> String {
    let page = staff.get(&format!("{import}/undo")).await;
    let undone = staff.submit(page.form_with_button("Undo")).await;
    assert!(undone.text().contains("Undone"), "{}", undone.text());
    page.text()
}

#[tokio::test]
async fn what_an_import_left_is_undone_also_when_a_later_one_came_and_went() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let first = take(&world, &mut staff, BARE).await;
        let second = take(&world, &mut staff, MORE).await;
        let text = undo(&mut staff, &second).await;
        assert!(text.contains("1 assets are again as before"), "{text}");
        let text = undo(&mut staff, &first).await;
        assert!(text.contains("1 assets that it brought go"), "{text}");
        assert_eq!(world.count().await, 0);
    }
}

#[tokio::test]
async fn an_asset_that_a_later_import_names_too_stays_and_is_then_of_that_import() {
    for world in World::every_kind().await {
        for later in [BARE, MORE] {
            let mut staff = world.browser(STAFF);
            let first = take(&world, &mut staff, BARE).await;
            let second = take(&world, &mut staff, later).await;
            let text = undo(&mut staff, &first).await;
            assert!(text.contains("1 are not undone"), "{text}");
            assert_eq!(world.count().await, 1, "the second list names it too");
            let text = undo(&mut staff, &second).await;
            assert!(text.contains("1 assets that it brought go"), "{text}");
            assert_eq!(world.count().await, 0);
        }
    }
}

#[tokio::test]
async fn what_somebody_changed_between_two_imports_outlives_the_undoing_of_both() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    let first = take(&world, &mut staff, BARE).await;
    let list = staff.get(&world.ledger("?q=pc-1")).await;
    let asset = staff.follow(&list.by_role_link("pc-1")).await;
    let edit = staff.follow(&asset.by_role_link("Change")).await;
    staff.submit(edit.form_with_button("Save").fill("User", "Takahashi")).await;
    let second = take(&world, &mut staff, MORE).await;
    undo(&mut staff, &first).await;
    undo(&mut staff, &second).await;
    let export = staff.fetch(&world.ledger("/export.csv")).await.text();
    assert!(export.contains("Takahashi") && !export.contains("Windows 11"), "{export}");
}
