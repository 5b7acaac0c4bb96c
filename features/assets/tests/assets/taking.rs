//! Files are taken one after the other, also when several people bring the same one.

use crate::world::{OFFICER, STAFF, World};

const LIST: &[u8] = b"hostname,model,serial number\npc-1,L15,PF3AAAA1\npc-2,L15,PF3AAAA2\n";

#[tokio::test]
async fn a_file_that_was_brought_twice_before_either_was_taken_adds_its_assets_once() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let first = world.preview(&mut staff, "a.csv", LIST).await;
        let second = world.preview(&mut staff, "b.csv", LIST).await;
        let done = staff.submit(first.form_with_button("Take it")).await.text();
        assert!(done.contains("New assets 2"), "{done}");
        let done = staff.submit(second.form_with_button("Take it")).await.text();
        assert!(done.contains("New assets 0") && done.contains("Rows merged 2"), "{done}");
        assert_eq!(world.count().await, 2);
    }
}

#[tokio::test]
async fn two_people_who_take_the_same_list_at_once_add_its_assets_once() {
    for world in World::every_kind().await {
        let (mut staff, mut officer) = (world.browser(STAFF), world.browser(OFFICER));
        let first = world.preview(&mut staff, "a.csv", LIST).await;
        let second = world.preview(&mut officer, "b.csv", LIST).await;
        let first = first.form_with_button("Take it");
        let second = second.form_with_button("Take it");
        let (one, other) = tokio::join!(staff.submit(first), officer.submit(second));
        assert_eq!((one.status().as_u16(), other.status().as_u16()), (200, 200));
        assert_eq!(world.count().await, 2);
    }
}
