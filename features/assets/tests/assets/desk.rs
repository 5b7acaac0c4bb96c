//! Who may edit a ledger and not see its secrets: a column of them stays one.

use hikeshi_identity::Role;

use crate::world::{At, OFFICER, World};

const DESK: At = At::Provider(Role::Desk);
const LIST: &[u8] = b"name,os,password,note\npc-1,Windows 11,HUNTER-2,a\n\
    ,Windows 11,HUNTER-3,b\npc-3,Windows 11,HUNTER-4,c,too,many\n";

/// Brings the list and stops at its columns.
async fn columns(world: &World, browser: &mut hikeshi_testkit::Browser) -> hikeshi_testkit::Page {
    let page = browser.get(&world.ledger("/imports")).await;
    let list = hikeshi_testkit::Attachment::new("pcs.csv", LIST.to_vec());
    browser.submit(page.form_with_button("Read and check").attach("File", list)).await
}

#[tokio::test]
async fn the_desk_opens_no_column_of_secrets_in_any_way() {
    for world in World::every_kind().await {
        let mut desk = world.browser(DESK);
        let page = columns(&world, &mut desk).await;
        assert!(!page.text().contains("HUNTER"), "{}", page.text());
        let address = page.address().to_owned();
        let next = || page.form_with_button("Next: check the result");
        for field in ["note", "number", ""] {
            let refused = desk.submit(next().fill("password", field)).await;
            assert_eq!(refused.status(), 422, "{field:?}");
            assert!(refused.text().contains("may hold keys or passwords"), "{}", refused.text());
            assert!(!refused.text().contains("HUNTER"), "{}", refused.text());
        }
        let short = [("sheet", "0"), ("line", "1"), ("field", "name"), ("act", "go")];
        assert_eq!(desk.post(&address, &short).await.status(), 422, "columns left unsaid are open");
        let values = [("sheet", "0"), ("line", "2"), ("field", "name"), ("act", "again")];
        let refused = desk.post(&address, &values).await;
        assert_eq!(refused.status(), 422, "a line of values is no line of headings");
        assert!(!refused.text().contains("HUNTER"), "{}", refused.text());
        // Without headings nothing says what the column is, and it is not forgotten.
        let none = [("sheet", "0"), ("line", "0"), ("field", "name"), ("act", "again")];
        let without = desk.post(&address, &none).await;
        assert!(!without.text().contains("HUNTER"), "{}", without.text());
        let open =
            [("line", "0"), ("field", "name"), ("field", ""), ("field", "note"), ("act", "go")];
        assert_eq!(desk.post(&address, &open).await.status(), 422);
        let back = [("sheet", "0"), ("line", "1"), ("field", "name"), ("act", "again")];
        let page = desk.post(&address, &back).await;
        let preview = desk.submit(page.form_with_button("Next: check the result")).await;
        assert!(!preview.text().contains("HUNTER"), "{}", preview.text());
        let done = desk.submit(preview.form_with_button("Take it")).await;
        assert!(!done.text().contains("HUNTER"), "{}", done.text());
        assert_eq!(desk.post(&format!("{}/correct.csv", done.address()), &[]).await.status(), 403);
        let export = desk.fetch(&world.ledger("/export.csv")).await.text();
        assert!(export.contains("pc-1") && !export.contains("HUNTER"), "{export}");
    }
}

#[tokio::test]
async fn the_desk_may_leave_a_column_of_secrets_out() {
    let world = World::every_kind().await.remove(0);
    let mut desk = world.browser(DESK);
    let page = columns(&world, &mut desk).await;
    let form = page.form_with_button("Next: check the result").fill("password", "leave-out");
    let preview = desk.submit(form).await;
    assert!(preview.text().contains("Before it is taken"), "{}", preview.text());
    let done = desk.submit(preview.form_with_button("Take it")).await;
    assert!(!done.text().contains("HUNTER"), "{}", done.text());
    assert_eq!(desk.post(&format!("{}/correct.csv", done.address()), &[]).await.status(), 403);
}

#[tokio::test]
async fn who_may_see_secrets_opens_a_column_and_the_log_says_so() {
    let world = World::every_kind().await.remove(0);
    let mut officer = world.browser(OFFICER);
    let page = columns(&world, &mut officer).await;
    let form = page.form_with_button("Next: check the result").fill("password", "note");
    let preview = officer.submit(form).await;
    assert!(preview.text().contains("Before it is taken"), "{}", preview.text());
    let log = officer.get(&format!("/c/{}/log", world.company)).await.text();
    assert!(log.contains("Opened a column that may hold secrets"), "{log}");
}
