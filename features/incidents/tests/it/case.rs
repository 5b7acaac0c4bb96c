//! The incident page and the pages around it.

use axum::http::StatusCode;
use hikeshi_incidents::{
    case::{IncidentFilter, list_incidents},
    runs::runs_of,
};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

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

#[tokio::test]
async fn a_form_for_a_new_incident_sent_twice_opens_one_with_its_playbook() {
    for world in World::every_kind().await {
        let list = format!("/c/{}/incidents", world.company);
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{list}/open")).await;
        let mut pairs = page.form_with_button("Open the incident").pairs();
        pairs.retain(|(name, _)| name != "title" && name != "kinds");
        pairs.push(("title".to_owned(), "A ransom note".to_owned()));
        pairs.push(("kinds".to_owned(), "ransomware".to_owned()));
        let form: Vec<_> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        let first = officer.post(&format!("{list}/open"), &form).await;
        let second = officer.post(&format!("{list}/open"), &form).await;
        assert_eq!(first.address(), second.address());
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let all = list_incidents(&tx, &scope, &IncidentFilter::default()).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(runs_of(&tx, &all[0]).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn two_incidents_opened_at_once_get_two_numbers() {
    for world in World::every_kind().await {
        let open = format!("/c/{}/incidents/open", world.company);
        let (mut one, mut two) = (world.browser(OFFICER), world.browser(STAFF));
        let form = [("title", "A ransom note"), ("kinds", "ransomware"), ("purpose", "real")];
        let (first, second) = tokio::join!(one.post(&open, &form), two.post(&open, &form));
        assert_eq!((first.status(), second.status()), (StatusCode::OK, StatusCode::OK));
        assert_ne!(first.address(), second.address());
    }
}

/// Where the API has an incident, without its beginning.
fn api_path(incident: &hikeshi_incidents::model::incident::Model) -> String {
    format!("/companies/{}/incidents/{}", incident.company_id, incident.id)
}
