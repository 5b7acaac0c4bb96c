//! The incident page and the pages around it.

use axum::http::StatusCode;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STRANGER, World};

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

#[tokio::test]
async fn whatever_a_provider_reads_first_stands_once_in_the_log_of_the_company() {
    let pages = [
        "",
        "/facts",
        "/facts/cause",
        "/timeline",
        "/timeline.csv",
        "/documents",
        "/evidence",
        "/president",
        "/people",
        "/call-sheet",
        "/lessons",
        "/close",
    ];
    for world in World::every_kind().await {
        let log = format!("/c/{}/log", world.company);
        let mut analyst = world.browser(ANALYST);
        for (before, page) in pages.into_iter().enumerate() {
            let incident = world.incident("A ransom note", &["ransomware"]).await;
            let path = world.path(&incident, page);
            world.browser(OFFICER).get(&path).await;
            for _ in 0..2 {
                assert_eq!(analyst.get(&path).await.status(), StatusCode::OK, "{page}");
            }
            let shown = world.browser(OFFICER).get(&log).await.text();
            assert_eq!(shown.matches("Looked at an incident").count(), before + 1, "{page}");
        }
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        for rest in ["", "/facts", "/timeline", "/runs", "/evidence"] {
            analyst.get(&format!("/api/v1{}{rest}", api_path(&incident))).await;
        }
        let shown = world.browser(OFFICER).get(&log).await.text();
        assert_eq!(shown.matches("Looked at an incident").count(), pages.len() + 1, "the API");
    }
}

/// Where the API has an incident, without its beginning.
fn api_path(incident: &hikeshi_incidents::model::incident::Model) -> String {
    format!("/companies/{}/incidents/{}", incident.company_id, incident.id)
}
