//! The JSON API for duties and papers as programs use it.

use axum::http::StatusCode;
use hikeshi_incidents::model::incident;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    programs::{Call, incidents, read, token},
    world::{ANALYST, OFFICER, PRESIDENT, STAFF, STRANGER, World},
};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const CONFLICT: StatusCode = StatusCode::CONFLICT;
const INVALID: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;

fn base(world: &World, incident: &incident::Model) -> String {
    format!("{}/{}", incidents(world.company), incident.id)
}

/// One duty of the list.
async fn duty(world: &World, key: &str, base: &str, name: &str) -> Value {
    let list = read(&Call::get(&format!("{base}/duties")).send(world, key).await);
    list.as_array().unwrap().iter().find(|duty| duty["key"] == name).unwrap().clone()
}

/// Sends JSON; answers the status and the JSON that comes back.
async fn post(world: &World, key: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let answer = Call::post(path, &body).send(world, key).await;
    (answer.status, read(&answer))
}

#[tokio::test]
async fn a_program_decides_about_a_duty_on_the_answer_that_it_read() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let base = base(&world, &incident);
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let ppc = duty(&world, &key, &base, "ppc-preliminary").await;
        assert_eq!((&ppc["applies"], &ppc["state"]), (&json!("unknown"), &json!("open")));
        assert!(
            ppc["because"].is_array() && !ppc["what_would_change"].as_array().unwrap().is_empty()
        );
        assert_eq!(ppc["decision"], Value::Null);

        let path = format!("{base}/duties/ppc-preliminary");
        let body = |choice: &str, seen: i64| json!({ "choice": choice, "basis": ppc["basis"], "seen": seen });
        let (status, why) = post(&world, &key, &path, body("do-not-report", 0)).await;
        assert_eq!(status, INVALID);
        assert!(why["detail"].as_str().unwrap().starts_with("because: "), "{why}");
        let mut early = body("reported", 0);
        early["done_at"] = json!("2026-12-01T00:00:00Z");
        let (status, why) = post(&world, &key, &path, early).await;
        assert_eq!(status, INVALID);
        assert!(why["detail"].as_str().unwrap().starts_with("done_at: "), "{why}");

        let (status, decided) = post(&world, &key, &path, body("report", 0)).await;
        assert_eq!(status, OK, "{decided}");
        assert_eq!(decided["state"], "decided");
        assert_eq!(decided["decision"]["revision"], 1);
        assert_eq!(post(&world, &key, &path, body("report", 0)).await.0, CONFLICT);
        world.fact(&incident, "persons_count", "1,200").await;
        assert_eq!(post(&world, &key, &path, body("report", 1)).await.0, CONFLICT);
        let now = duty(&world, &key, &base, "ppc-preliminary").await;
        assert_eq!((&now["applies"], &now["state"]), (&json!("yes"), &json!("open")));
        assert!(now["decision"]["reopened_at"].is_string(), "{now}");

        let (_, staff) = token(&world, STAFF, world.company, &[]).await;
        let (_, analyst) = token(&world, ANALYST, world.company, &[]).await;
        let (_, foreign) = token(&world, STRANGER, world.other, &[]).await;
        let fresh = json!({ "choice": "report", "basis": now["basis"], "seen": 1 });
        for key in [&staff, &analyst] {
            assert_eq!(post(&world, key, &path, fresh.clone()).await.0, FORBIDDEN);
        }
        assert_eq!(post(&world, &foreign, &path, fresh).await.0, NOT_FOUND);
        let nothing = format!("{base}/duties/no-such-duty");
        assert_eq!(post(&world, &key, &nothing, body("report", 0)).await.0, NOT_FOUND);
    }
}

#[tokio::test]
async fn a_program_takes_a_paper_from_the_draft_to_the_receipt() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "event", "Files cannot be opened").await;
        let base = base(&world, &incident);
        let (_, staff) = token(&world, STAFF, world.company, &[]).await;
        let (_, officer) = token(&world, OFFICER, world.company, &[]).await;
        let papers = format!("{base}/filings");
        let kinds = read(&Call::get(&format!("{papers}/kinds")).send(&world, &staff).await);
        let kind = kinds.as_array().unwrap().iter().find(|kind| kind["id"] == "ppc-preliminary");
        assert_eq!(kind.unwrap()["forms"], json!(["txt", "pdf", "docx"]));

        let body =
            json!({ "kind": "ppc-preliminary", "language": "en", "recipient": "The office" });
        let make = Call { idempotency: Some("paper-1"), ..Call::post(&papers, &body) };
        let made = make.send(&world, &staff).await;
        assert_eq!(made.status, CREATED, "{}", made.text());
        assert_eq!(make.send(&world, &staff).await.text(), made.text());
        let list = read(&Call::get(&papers).send(&world, &staff).await);
        assert_eq!(list.as_array().unwrap().len(), 1);
        let paper = read(&made);
        assert_eq!((&paper["duty"], &paper["state"]), (&json!("ppc-preliminary"), &json!("draft")));
        assert!(paper["missing"].as_array().unwrap().contains(&json!("data_items")), "{paper}");

        // An item is written over the text that was read, and no other.
        let path = format!("{papers}/{}", paper["id"].as_str().unwrap());
        let first = &paper["items"][0];
        assert!(first["text"].as_str().unwrap().contains("Files cannot be opened"), "{first}");
        let edit =
            json!({ "text": "Our own words", "basis": first["basis"], "seen": first["revision"] });
        let item = format!("{path}/items/{}", first["id"].as_str().unwrap());
        let put = Call { method: "PUT", ..Call::post(&item, &edit) };
        let written = read(&put.send(&world, &staff).await);
        assert_eq!(written["items"][0]["text"], "Our own words", "{written}");
        let other =
            json!({ "text": "Other words", "basis": first["basis"], "seen": first["revision"] });
        let late = Call { method: "PUT", ..Call::post(&item, &other) };
        assert_eq!(late.send(&world, &staff).await.status, CONFLICT);

        // Checked and approved is the text that was read.
        let stale = json!({ "seen": paper["text_sha256"] });
        let seen = json!({ "seen": written["text_sha256"] });
        let (check, approve) = (format!("{path}/check"), format!("{path}/approve"));
        assert_eq!(post(&world, &staff, &check, stale).await.0, CONFLICT);
        assert_eq!(post(&world, &officer, &approve, seen.clone()).await.0, CONFLICT);
        world.minutes_later(1);
        assert_eq!(post(&world, &staff, &check, seen.clone()).await.1["state"], "checked");
        assert_eq!(post(&world, &staff, &approve, seen.clone()).await.0, FORBIDDEN);
        world.minutes_later(1);
        let (status, approved) = post(&world, &officer, &approve, seen).await;
        assert_eq!((status, &approved["state"]), (OK, &json!("approved")), "{approved}");
        assert_eq!(approved["frozen"], 2);

        // The files of the version are those whose hashes are told.
        let versions = read(&Call::get(&format!("{path}/versions")).send(&world, &staff).await);
        assert_eq!(versions[1]["sha256"].as_str().unwrap().len(), 64);
        for file in versions[1]["files"].as_array().unwrap() {
            let address = format!("{path}/versions/2/files/{}", file["form"].as_str().unwrap());
            let answer = Call::get(&address).send(&world, &staff).await;
            assert_eq!(hex::encode(Sha256::digest(&answer.body)), file["sha256"].as_str().unwrap());
        }
        let draft = Call::get(&format!("{path}/files/txt")).send(&world, &staff).await;
        assert!(draft.text().contains("Our own words"), "{}", draft.text());
        let none = Call::get(&format!("{path}/versions/9/files/pdf")).send(&world, &staff).await;
        assert_eq!(none.status, NOT_FOUND);

        let filed = format!("{path}/filed");
        let wrong = json!({ "done_at": "2026-12-01T00:00:00Z", "how": "pigeon", "seen": approved["version"] });
        let (status, why) = post(&world, &officer, &filed, wrong).await;
        assert_eq!(status, INVALID);
        let why = why["detail"].as_str().unwrap();
        assert!(why.contains("done_at: ") && why.contains("how: "), "{why}");
        let right = json!({ "done_at": "2026-11-20T00:49:00Z", "how": "web-form", "receipt": "R-77",
            "seen": approved["version"] });
        let (status, gone) = post(&world, &officer, &filed, right.clone()).await;
        assert_eq!((status, &gone["state"]), (OK, &json!("filed")), "{gone}");
        assert_eq!(gone["approvals"]["given"], json!(["officer of minato"]));
        assert_eq!(gone["filed"]["done_at"], "2026-11-20T00:49:00Z");
        assert_eq!(post(&world, &officer, &filed, right).await.0, CONFLICT);
        let duty = duty(&world, &staff, &base, "ppc-preliminary").await;
        assert_eq!(
            (&duty["state"], &duty["decision"]["receipt"]),
            (&json!("done"), &json!("R-77"))
        );
    }
}

#[tokio::test]
async fn what_is_published_needs_two_keys_of_different_people() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let papers = format!("{}/filings", base(&world, &incident));
        let (_, analyst) = token(&world, ANALYST, world.company, &[]).await;
        let (_, president) = token(&world, PRESIDENT, world.company, &[]).await;
        let (_, officer) = token(&world, OFFICER, world.company, &[]).await;
        let new = json!({ "kind": "web-notice", "recipient": "Everybody" });
        let (_, paper) = post(&world, &analyst, &papers, new).await;
        let path = format!("{papers}/{}", paper["id"].as_str().unwrap());
        let (approve, seen) = (format!("{path}/approve"), json!({ "seen": paper["text_sha256"] }));
        post(&world, &analyst, &format!("{path}/check"), seen.clone()).await;
        assert_eq!(post(&world, &analyst, &approve, seen.clone()).await.0, FORBIDDEN);
        world.minutes_later(1);
        let (_, once) = post(&world, &president, &approve, seen.clone()).await;
        assert_eq!(
            (&once["state"], &once["approvals"]["complete"]),
            (&json!("checked"), &json!(false))
        );
        assert_eq!(post(&world, &president, &approve, seen.clone()).await.0, CONFLICT);
        world.minutes_later(1);
        let (_, twice) = post(&world, &officer, &approve, seen).await;
        assert_eq!(twice["state"], "approved", "{twice}");

        let note = json!({ "note": "The date is wrong" });
        let withdraw = format!("{path}/withdraw");
        assert_eq!(post(&world, &analyst, &withdraw, note.clone()).await.0, FORBIDDEN);
        assert_eq!(post(&world, &officer, &withdraw, note.clone()).await.1["state"], "draft");
        assert_eq!(post(&world, &officer, &withdraw, note).await.0, CONFLICT);
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_used_is_refused_at_its_field_and_makes_nothing() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let papers = format!("{}/filings", base(&world, &incident));
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let wrong = [
            (json!({ "kind": "no-such-kind" }), "kind"),
            (json!({ "kind": "ppc-preliminary", "phase": "final" }), "phase"),
            (json!({ "kind": "ppc-preliminary", "language": "xx" }), "language"),
            (json!({ "kind": "ppc-preliminary", "recipient": "x".repeat(301) }), "recipient"),
            (json!({ "kind": "ppc-preliminary", "colour": "red" }), "colour"),
            (json!({ "kind": "ppc-preliminary", "follows": "7" }), "follows"),
        ];
        for (body, field) in wrong {
            let (status, why) = post(&world, &key, &papers, body).await;
            assert_eq!(status, INVALID, "{field}: {why}");
            let detail = why["detail"].as_str().unwrap();
            assert!(detail.contains(field) || field == "follows", "{field}: {detail}");
        }
        let list = read(&Call::get(&papers).send(&world, &key).await);
        assert_eq!(list, json!([]));
        let unreadable = Call::get(&format!("{papers}/7")).send(&world, &key).await;
        assert_eq!(unreadable.status, NOT_FOUND);
        assert_eq!(unreadable.header("content-type"), "application/problem+json");

        let (_, paper) = post(&world, &key, &papers, json!({ "kind": "common-ransomware" })).await;
        let consent = format!("{papers}/{}/consent", paper["id"].as_str().unwrap());
        let (status, why) =
            post(&world, &key, &consent, json!({ "to_whom": "", "answer": "perhaps" })).await;
        assert_eq!(status, INVALID);
        let detail = why["detail"].as_str().unwrap();
        assert!(detail.contains("to_whom: ") && detail.contains("answer: "), "{detail}");
        let said = json!({ "to_whom": "The national office", "answer": "no" });
        assert_eq!(post(&world, &key, &consent, said).await.0, OK);
    }
}

#[tokio::test]
async fn the_provider_reads_the_clocks_of_its_companies_signed_in_and_with_no_key() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let path = format!("/api/v1/providers/{}/clocks", world.provider);
        let mut analyst = world.browser(ANALYST);
        let board = read(&analyst.fetch(&path).await);
        let all = read(&analyst.fetch(&format!("{path}?show=all")).await);
        let first = &board["items"][0];
        assert_eq!(first["company"], json!(world.company.0));
        assert_eq!(first["incident_number"], json!(incident.number));
        let dated = board["items"].as_array().unwrap().iter().find(|one| !one["due"].is_null());
        assert_eq!(dated.unwrap()["overdue"], json!(false), "{board}");
        assert!(all["count"].as_i64() > board["count"].as_i64(), "{all}");
        for wrong in ["?page=0", "?page=x", "?show=some"] {
            assert_eq!(analyst.fetch(&format!("{path}{wrong}")).await.status, INVALID, "{wrong}");
        }
        let (_, key) = token(&world, ANALYST, world.company, &[]).await;
        assert_eq!(Call::get(&path).send(&world, &key).await.status, NOT_FOUND);
        assert_eq!(world.browser(OFFICER).fetch(&path).await.status, NOT_FOUND);
    }
}
