//! Times, counts and what was said at the opening, as papers put them.

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    paper_life::begin,
    programs::{Call, incidents, token},
    world::{OFFICER, World},
};

#[tokio::test]
async fn only_what_is_a_time_stands_in_a_sentence_with_a_time() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        world.fact(&incident, "discovered_at", "Somebody saw it before work").await;
        world.fact(&incident, "occurred_at", "2026-11-19 16:05").await;
        world.fact(&incident, "persons_count", "1350").await;
        let text = begin(&world, &mut officer, &incident, "ppc-preliminary").await.text();
        assert!(text.contains("When we noticed: Somebody saw it before work"), "{text}");
        assert!(!text.contains("We noticed this incident"), "{text}");
        assert!(text.contains("It occurred: ") && text.contains("16:05"), "{text}");
        assert!(text.contains("Number of persons: 1,350 persons"), "{text}");
    }
}

#[tokio::test]
async fn a_fact_that_is_a_time_takes_no_other_words_and_no_time_to_come() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let fact = world.path(&incident, "/facts/discovered_at");
        let form = |value, certainty| [("value", value), ("certainty", certainty), ("seen", "0")];
        let words = "Shimizu saw it before work";
        let page = officer.post(&fact, &form(words, "confirmed")).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("not understood as a time"), "{}", page.text());
        assert!(page.text().contains(words), "nothing typed is lost");
        let page = officer.post(&fact, &form("2030-01-05 10:00", "confirmed")).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("This time lies ahead"), "{}", page.text());
        let page = officer.post(&fact, &form(words, "unknown")).await;
        assert_eq!(page.status(), StatusCode::OK, "whoever does not know may say so in words");
        assert!(officer.get(&fact).await.text().contains(words));

        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let path = format!("{}/{}/facts/occurred_at", incidents(world.company), incident.id);
        for value in [words, "2030-01-05 10:00"] {
            let body = json!({ "value": value, "certainty": "confirmed" });
            let put = Call { if_match: Some("0"), method: "PUT", ..Call::post(&path, &body) };
            let status = put.send(&world, &key).await.status;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        }
    }
}

#[tokio::test]
async fn what_is_said_when_an_incident_is_opened_stands_in_its_papers() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let open = format!("/c/{}/incidents/open", world.company);
        let form = |noticed| {
            [
                ("title", "Locked files"),
                ("kinds", "ransomware"),
                ("purpose", "real"),
                ("noticed", noticed),
                ("what", "Files bear a strange ending"),
                ("certainty", "confirmed"),
            ]
        };
        let page = officer.post(&open, &form("2030-01-05 10:00")).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("This time lies ahead"), "{}", page.text());
        assert!(page.text().contains("Files bear a strange ending"), "nothing typed is lost");
        let page = officer.post(&open, &form("2026-11-20 7:50")).await;
        assert_eq!(page.status(), StatusCode::OK, "{}", page.text());
        let new = format!("{}/filings/new/ppc-preliminary", page.address());
        let page = officer.get(&new).await;
        let form = page.form_with_button("Make the draft").choose("English");
        let text = officer.submit(form.fill("Recipient", "The office")).await.text();
        assert!(text.contains("Files bear a strange ending"), "{text}");
        assert!(text.contains("We noticed this incident: ") && text.contains("7:50"), "{text}");

        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let body = json!({ "title": "Ahead",
            "noticed": { "precision": "exact", "at": "2030-01-05T01:00:00Z" } });
        let answer = Call::post(&incidents(world.company), &body).send(&world, &key).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    }
}
