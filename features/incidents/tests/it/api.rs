//! The JSON API as programs use it.

use axum::http::StatusCode;
use hikeshi_identity::revoke_api_token;
use hikeshi_incidents::runs::{runs_of, start_run};
use hikeshi_kernel::to_millis;
use serde_json::json;

use crate::{
    programs::{Call, incidents, person, read, token},
    world::{OFFICER, STAFF, STRANGER, World},
};

#[tokio::test]
async fn an_incident_opened_twice_under_one_key_is_opened_once() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let path = incidents(world.company);
        let body = json!({ "title": "Ransom note", "kinds": ["ransomware"] });
        let once = Call { idempotency: Some("order-1"), ..Call::post(&path, &body) };
        let first = once.send(&world, &key).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
        assert_eq!(once.send(&world, &key).await.text(), first.text());
        let other = json!({ "title": "Something else" });
        let reused = Call { idempotency: Some("order-1"), ..Call::post(&path, &other) };
        assert_eq!(reused.send(&world, &key).await.status, StatusCode::CONFLICT);
        let list = Call::get(&path).send(&world, &key).await;
        assert_eq!(read(&list)["items"].as_array().unwrap().len(), 1);
        let id = read(&first)["id"].as_str().unwrap().to_owned();
        let runs = Call::get(&format!("{path}/{id}/runs")).send(&world, &key).await;
        assert_eq!(read(&runs).as_array().unwrap().len(), 1, "its playbook is at work");
    }
}

#[tokio::test]
async fn a_list_is_read_to_its_end_by_its_cursor() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        for at in 0..5 {
            world.incident(&format!("Incident {at}"), &[]).await;
            world.minutes_later(1);
        }
        let (mut seen, mut before) = (Vec::new(), String::new());
        loop {
            let path = format!("{}?limit=2&before={before}", incidents(world.company));
            let page = read(&Call::get(&path).send(&world, &key).await);
            seen.extend(page["items"].as_array().unwrap().iter().map(|i| i["title"].to_string()));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut before),
                None => break,
            }
        }
        let expected: Vec<_> = (0..5).rev().map(|at| format!("\"Incident {at}\"")).collect();
        assert_eq!(seen, expected);
    }
}

#[tokio::test]
async fn a_fact_is_written_only_over_the_revision_that_was_read() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let path = format!("{}/{}/facts/cause", incidents(world.company), incident.id);
        let body = json!({ "value": "an open VPN", "certainty": "suspected" });
        let put = |seen| Call { if_match: seen, method: "PUT", ..Call::post(&path, &body) };
        assert_eq!(put(None).send(&world, &key).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let first = put(Some("0")).send(&world, &key).await;
        assert_eq!(read(&first)["revision"], 1, "{}", first.text());
        let late = put(Some("0")).send(&world, &key).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.header("content-type"), "application/problem+json");
        assert_eq!(read(&put(Some("\"1\"")).send(&world, &key).await)["revision"], 2);
        let long = path.replace("cause", &format!("import.{}", "x".repeat(80)));
        let long = Call { path: &long, ..put(Some("0")) };
        assert_eq!(long.send(&world, &key).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn the_timeline_the_level_and_a_step_are_worked_on_by_a_program() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let base = format!("{}/{}", incidents(world.company), incident.id);
        let line = json!({ "kind": "call", "text": "Called the desk",
            "moment": { "precision": "about", "at": "2026-11-20T00:10:00Z" } });
        let added = Call::post(&format!("{base}/timeline"), &line).send(&world, &key).await;
        assert_eq!(read(&added)["moment"], line["moment"]);
        let level = json!({ "level": 2, "reason": "one department stands still", "version": 1 });
        let decided = Call::post(&format!("{base}/level"), &level).send(&world, &key).await;
        assert_eq!(read(&decided)["level"], 2, "{}", decided.text());
        let again = Call::post(&format!("{base}/level"), &level).send(&world, &key).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        start_run(&tx, &world.platform, &scope, &incident, "ipa-n-ransomware").await.unwrap();
        let run = runs_of(&tx, &incident).await.unwrap().remove(0).row.id;
        tx.commit().await.unwrap();
        let act = json!({ "do": "complete", "seen": 0 });
        let step = format!("{base}/runs/{run}/steps/tell-officer");
        let run = read(&Call::post(&step, &act).send(&world, &key).await);
        let steps = run["steps"].as_array().unwrap();
        assert_eq!(steps.iter().find(|s| s["id"] == "tell-officer").unwrap()["status"], "done");
        let second = Call::post(&step, &act).send(&world, &key).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let (_, staff) = token(&world, STAFF, world.company, &[]).await;
        let aside = json!({ "do": "not_applicable", "reason": "no time", "seen": 0 });
        let decision = step.replace("tell-officer", "power");
        let refused = Call::post(&decision, &aside).send(&world, &staff).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "only who decides sets a decision aside");
        let lines = read(&Call::get(&format!("{base}/timeline")).send(&world, &key).await);
        assert_eq!(lines["items"].as_array().unwrap().last().unwrap()["text"], "Called the desk");
    }
}

#[tokio::test]
async fn a_key_reaches_its_company_and_its_actions_only_and_ends_when_it_is_revoked() {
    for world in World::every_kind().await {
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let own = format!("{}/{}", incidents(world.company), incident.id);
        let (id, reading) = token(&world, STAFF, world.company, &["view-incidents"]).await;
        let (_, foreign) = token(&world, STRANGER, world.other, &[]).await;
        let line = json!({ "kind": "action", "text": "x" });
        let timeline = format!("{own}/timeline");
        let write = Call::post(&timeline, &line);
        assert_eq!(Call::get(&own).send(&world, &reading).await.status, StatusCode::OK);
        assert_eq!(write.send(&world, &reading).await.status, StatusCode::FORBIDDEN);
        assert_eq!(Call::get(&own).send(&world, &foreign).await.status, StatusCode::NOT_FOUND);
        assert_eq!(write.send(&world, &foreign).await.status, StatusCode::NOT_FOUND);
        let elsewhere = format!("{}/{}", incidents(world.other), incident.id);
        assert_eq!(
            Call::get(&elsewhere).send(&world, &foreign).await.status,
            StatusCode::NOT_FOUND
        );
        let nobody = Call::get(&own).send(&world, "hk_0000").await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        assert_eq!(nobody.header("content-type"), "application/problem+json");

        let tx = world.platform.db.write(world.program().fence()).await.unwrap();
        let now = to_millis(world.platform.clock.now());
        let (staff, other) = (person(&world, STAFF), world.other);
        assert!(!revoke_api_token(&tx, &staff, other, id, now).await.unwrap());
        assert!(revoke_api_token(&tx, &staff, world.company, id, now).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(Call::get(&own).send(&world, &reading).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_key_stops_at_its_end_and_opens_no_page() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let page = Call::get(&format!("/c/{}/incidents", world.company)).send(&world, &key).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        world.minutes_later(61);
        let late = Call::get(&incidents(world.company)).send(&world, &key).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    }
}
