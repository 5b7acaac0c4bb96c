//! The incident page and the pages around it.

use axum::http::StatusCode;

use crate::world::{EMPLOYEE, OFFICER, STRANGER, World};

#[tokio::test]
async fn the_list_of_incidents_is_for_the_company_only() {
    for world in World::every_kind().await {
        world.incident("A ransom note", &["ransomware"]).await;
        let list = format!("/c/{}/incidents", world.company);
        let page = world.browser(OFFICER).get(&list).await;
        assert!(page.text().contains("A ransom note"), "{}", page.text());
        assert_eq!(world.browser(STRANGER).get(&list).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(world.browser(EMPLOYEE).get(&list).await.status(), StatusCode::FORBIDDEN);
        assert!(world.nobody().get(&list).await.address().starts_with("/sign-in"));
    }
}
