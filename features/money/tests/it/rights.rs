//! Who sees a company's money.

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

#[tokio::test]
async fn another_company_finds_nothing_and_only_the_management_changes_figures() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = world.customers(&mut officer).await;
        let group = page.by_role_link("Change Customers").href;
        let id = group.rsplit('/').next().unwrap();
        let mut stranger = world.browser(STRANGER);
        assert_eq!(stranger.get(&world.money("")).await.status(), 404);
        let theirs = format!("/c/{}/money/records/{id}", world.other);
        assert_eq!(stranger.get(&theirs).await.status(), 404);
        let fields = [("name", "x"), ("persons", "1"), ("kinds", "name"), ("seen", "1")];
        assert_eq!(stranger.post(&theirs, &fields).await.status(), 404);
        for (person, sees) in [(EMPLOYEE, 403), (STAFF, 403), (ANALYST, 200)] {
            assert_eq!(world.browser(person).get(&world.money("")).await.status(), sees);
        }
        assert_eq!(world.browser(ANALYST).get(&world.money("/figures")).await.status(), 403);
        let text = officer.get(&world.money("")).await.text();
        assert!(text.contains("Customers"), "{text}");
    }
}
