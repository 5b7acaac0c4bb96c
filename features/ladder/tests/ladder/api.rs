//! Programs do what the pages do, under the same permissions.

#[path = "../../../incidents/tests/it/programs.rs"]
#[expect(dead_code, reason = "shared with the tests of incidents")]
mod programs;

use programs::{Call, read, token};
use serde_json::{Value, json};

use crate::world::{At, OFFICER, STRANGER, World, lines};

async fn send(world: &World, at: At, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let company = if at == STRANGER { world.other } else { world.company };
    let key = token(world, at, company, &["view-plan", "edit-plan"]).await.1;
    let body = (method != "GET").then_some(body);
    let answer = Call { method, body, ..Call::get(path) }.send(world, &key).await;
    (answer.status.as_u16(), serde_json::from_slice(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_program_reads_the_stars_and_works_on_the_plan() {
    for world in World::every_kind().await {
        world.finished("ipa-6", &lines(1..=5, "yes")).await;
        let base = format!("/api/v1/companies/{}", world.company);
        let none = Value::Null;
        let (status, stars) =
            send(&world, OFFICER, "GET", &format!("{base}/standing"), &none).await;
        assert_eq!(status, 200);
        assert_eq!(stars["next"], "action-1");
        assert_eq!(stars["stars"][0]["state"], "begun");
        let missing = &stars["stars"][0]["steps"][0]["missing"];
        assert_eq!(missing, &json!([{ "item": "6", "answer": "unanswered", "sites": [""] }]));

        let plan = format!("{base}/plan");
        let body = json!({ "measure": "backup-offline", "due": "2026-12-10" });
        let key = token(&world, OFFICER, world.company, &["edit-plan"]).await.1;
        let call = Call { idempotency: Some("once"), ..Call::post(&plan, &body) };
        let made = read(&call.send(&world, &key).await);
        let again = read(&call.send(&world, &key).await);
        assert_eq!(made["id"], again["id"], "{made}");
        let one = format!("{plan}/{}", made["id"].as_str().unwrap());
        let change = json!({ "seen": made["revision"], "due": "2026-12-10", "state": "done" });
        let (status, done) = send(&world, OFFICER, "PUT", &one, &change).await;
        assert_eq!((status, &done["state"]), (200, &json!("done")), "{done}");
        let (status, _) = send(&world, OFFICER, "PUT", &one, &change).await;
        assert_eq!(status, 409, "it was seen before the first one");
        let wrong = json!({ "title": "x", "rhythm": "yearly" });
        let (status, said) = send(&world, OFFICER, "POST", &plan, &wrong).await;
        assert_eq!(status, 422, "{said}");
        let (status, _) = send(&world, STRANGER, "GET", &one, &none).await;
        assert_eq!(status, 404);
    }
}
