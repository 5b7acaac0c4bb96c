//! Who may not.

use axum::http::StatusCode;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

#[tokio::test]
async fn another_company_learns_nothing_and_an_employee_is_refused() {
    for world in World::every_kind().await {
        let here = world.taken(OFFICER, "Ours", "2026-12-24", "none").await;
        let id = here.rsplit('/').next().unwrap();
        let theirs = format!("/c/{}/plan/{id}", world.other);
        let mut stranger = world.browser(STRANGER);
        for address in [&here, &theirs, &world.page("/standing"), &world.page("/plan")] {
            assert_eq!(stranger.get(address).await.status(), StatusCode::NOT_FOUND, "{address}");
        }
        let state = [("state", "done"), ("seen", "1")];
        let answer = stranger.post(&format!("{theirs}/state"), &state).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let mut employee = world.browser(EMPLOYEE);
        assert_eq!(employee.get(&world.page("/standing")).await.status(), StatusCode::FORBIDDEN);
        let own = format!("/c/{}/plan", world.other);
        assert!(!stranger.get(&own).await.text().contains("Ours"));
    }
}

#[tokio::test]
async fn the_provider_may_own_an_item_but_declares_nothing() {
    for world in World::every_kind().await {
        world.taken(ANALYST, "Watch the logs", "2026-12-24", "none").await;
        let plan = world.plan().await;
        assert_eq!(plan[0].entry.owner, "analyst of hinomi");
        for person in [ANALYST, STAFF] {
            let mut browser = world.browser(person);
            let answer = browser.post(&world.page("/standing/action?star=action-1"), &[]).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        }
    }
}
