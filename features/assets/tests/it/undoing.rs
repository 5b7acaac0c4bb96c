//! An import is undone: only what it brought, and nothing that somebody changed since.

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
        assert_eq!(again.status(), 404, "once is enough");
    }
}
