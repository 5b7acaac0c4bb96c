//! What a device is told to keep, and what becomes of the notes that it held.
#![cfg(test)]

mod world;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use hikeshi_identity::{CompanyId, SESSION_COOKIE};
use hikeshi_incidents::{case::moment_of, model::incident};
use hikeshi_kernel::Moment;
use hikeshi_testkit::Answer;
use serde_json::{Value, json};
use uuid::Uuid;

use world::{ANALYST, At, EMPLOYEE, OFFICER, STRANGER, World};

/// The list for a person.
async fn list(world: &World, person: At) -> Answer {
    world.browser(person).fetch(&format!("/c/{}/offline/list", world.company)).await
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// Sends held notes as the worker does.
async fn send(world: &World, person: At, company: CompanyId, body: &Value) -> Answer {
    let browser = world.browser(person);
    let cookie = format!("{SESSION_COOKIE}={}", browser.cookie(SESSION_COOKIE).unwrap());
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/c/{company}/offline/notes"))
        .header("cookie", cookie)
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.to_string()))
        .unwrap();
    browser.raw(request).await
}

fn note(incident: &incident::Model, line: &str, written_at: &str) -> Value {
    json!({"id": Uuid::from_u128(u128::from(line.len() as u64)), "incident": incident.id, "kind": "action",
           "line": line, "written_at": written_at})
}

fn held(world: &World, person: At, notes: &[Value]) -> Value {
    json!({"person": world.account(person).0, "sent_at": "2026-11-20T00:46:00Z", "notes": notes})
}

#[tokio::test]
async fn a_device_keeps_what_its_person_may_see_and_nothing_else() {
    for world in World::every_kind().await {
        let own = world.incident(world.company).await;
        let foreign = world.incident(world.other).await;
        let officer = json_of(&list(&world, OFFICER).await);
        let pages: Vec<_> =
            officer["pages"].as_array().unwrap().iter().map(Value::to_string).collect();
        let all = pages.concat();
        for part in ["/contacts", "/help/", "/people", "/timeline", "/call-sheet"] {
            assert!(all.contains(part), "{part} in {all}");
        }
        assert!(all.contains(&own.id.to_string()) && !all.contains(&foreign.id.to_string()));
        assert_eq!(officer["person"], json!(world.account(OFFICER).0));

        let mut browser = world.browser(OFFICER);
        for page in officer["pages"].as_array().unwrap() {
            let path = page.as_str().unwrap();
            assert_eq!(browser.fetch(path).await.status, StatusCode::OK, "{path}");
        }
        let employee = json_of(&list(&world, EMPLOYEE).await)["pages"].to_string();
        assert!(employee.contains("/contacts") && !employee.contains("/incidents"));
        assert_eq!(list(&world, STRANGER).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn held_notes_arrive_once_each_with_the_time_of_writing() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let notes = [
            note(&incident, "Pulled the cable", "2026-11-20T00:10:00Z"),
            note(&incident, "9:20 Called the bank", "2026-11-20T00:30:00Z"),
            note(&incident, "25:00 is no time", "2026-11-20T00:31:00Z"),
        ];
        let body = held(&world, OFFICER, &notes);
        for _ in 0..2 {
            let taken = send(&world, OFFICER, world.company, &body).await;
            assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
            let states = json_of(&taken);
            assert!(states["notes"].as_array().unwrap().iter().all(|one| one["state"] == "kept"));
        }
        let lines = world.typed(&incident).await;
        let mut found: Vec<_> =
            lines.iter().map(|line| (moment_of(line), line.text.as_str())).collect();
        found.sort_by_key(|(moment, _)| moment.sort_key());
        let at = |text: &str| Moment::Exact { at: text.parse().unwrap() };
        assert_eq!(found[0], (at("2026-11-20T00:10:00Z"), "Pulled the cable"));
        assert_eq!(
            (found[1].0.sort_key(), found[1].1),
            (at("2026-11-20T00:20:00Z").sort_key(), "Called the bank")
        );
        assert_eq!(found[2], (at("2026-11-20T00:31:00Z"), "25:00 is no time"));
        assert_eq!(found.len(), 3);
        assert!(lines.iter().all(|line| line.source.contains("2026")), "the source says when");
    }
}

#[tokio::test]
async fn a_note_that_cannot_be_taken_is_answered_with_a_reason_and_holds_up_no_other() {
    for world in World::every_kind().await {
        let open = world.incident(world.company).await;
        let closed = world.incident(world.company).await;
        let foreign = world.incident(world.other).await;
        world.closed(&closed).await;
        let notes = [
            note(&closed, "to a closed one", "2026-11-20T00:10:00Z"),
            note(&foreign, "to a stranger's", "2026-11-20T00:10:00Z"),
            note(&open, &"x".repeat(10_001), "2026-11-20T00:10:00Z"),
            note(&open, "to the open one", "2026-11-20T00:10:00Z"),
        ];
        let taken = send(&world, OFFICER, world.company, &held(&world, OFFICER, &notes)).await;
        let states = json_of(&taken);
        let states: Vec<_> = states["notes"].as_array().unwrap().iter().collect();
        for refused in &states[..3] {
            assert_eq!(refused["state"], "refused");
            assert!(!refused["reason"].as_str().unwrap().is_empty(), "{refused}");
        }
        assert_eq!(states[3]["state"], "kept");
        assert_eq!(world.typed(&open).await.len(), 1);
        assert!(world.typed(&foreign).await.is_empty() && world.typed(&closed).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_sends_the_notes_of_somebody_else() {
    for world in World::every_kind().await {
        let incident = world.incident(world.company).await;
        let notes = [note(&incident, "mine", "2026-11-20T00:10:00Z")];
        let body = held(&world, OFFICER, &notes);
        let status = async |person| send(&world, person, world.company, &body).await.status;
        assert_eq!(status(ANALYST).await, StatusCode::CONFLICT);
        assert_eq!(status(STRANGER).await, StatusCode::NOT_FOUND);
        assert_eq!(status(EMPLOYEE).await, StatusCode::FORBIDDEN);
        assert!(world.typed(&incident).await.is_empty());
    }
}
