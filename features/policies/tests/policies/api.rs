//! Programs do what the pages do, under the same permissions.

#[path = "../../../incidents/tests/it/programs.rs"]
#[expect(dead_code, reason = "shared with the tests of incidents")]
mod programs;

use programs::{Call, read, token};
use serde_json::{Value, json};

use crate::world::{At, EMPLOYEE, OFFICER, PRESIDENT, STRANGER, World};

async fn key(world: &World, at: At) -> String {
    let actions = ["view-policies", "edit-policies", "approve-policies", "publish-policies"];
    token(world, at, world.company, &actions).await.1
}

async fn send(world: &World, at: At, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let key = key(world, at).await;
    let body = (method != "GET").then_some(body);
    let answer = Call { method, body, ..Call::get(path) }.send(world, &key).await;
    (answer.status.as_u16(), serde_json::from_slice(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_program_begins_fills_edits_approves_and_publishes() {
    for world in World::every_kind().await {
        let base = format!("/api/v1/companies/{}/policies", world.company);
        let key = key(&world, OFFICER).await;
        let body = json!({ "template": "basic-policy", "language": "en" });
        let call = Call { idempotency: Some("once"), ..Call::post(&base, &body) };
        let made = read(&call.send(&world, &key).await);
        let again = read(&call.send(&world, &key).await);
        assert_eq!(made["id"], again["id"]);
        assert_eq!(made["state"], "draft");
        let one = format!("{base}/{}", made["id"].as_str().unwrap());
        assert!(made["required"].as_array().unwrap().contains(&json!("Contact")), "{made}");

        let values = json!({ "values": { "contact": "050-0000-0201" }, "seen": made["revision"] });
        let (status, filled) =
            send(&world, OFFICER, "PUT", &format!("{one}/values"), &values).await;
        assert_eq!(status, 200, "{filled}");
        let (status, _) = send(&world, OFFICER, "PUT", &format!("{one}/values"), &values).await;
        assert_eq!(status, 409, "it was seen before the first one");
        let wrong = json!({ "values": { "nothing": "x" }, "seen": filled["revision"] });
        let (status, said) = send(&world, OFFICER, "PUT", &format!("{one}/values"), &wrong).await;
        assert_eq!(status, 422, "{said}");
        let edit = json!({ "act": "add", "section": "law", "text": "And we mean it.",
                           "seen": filled["revision"] });
        let (status, edited) = send(&world, OFFICER, "POST", &format!("{one}/edits"), &edit).await;
        assert_eq!(status, 200, "{edited}");

        for at in [OFFICER, PRESIDENT] {
            let seen = json!({ "seen": edited["text_sha256"] });
            let (status, said) = send(&world, at, "POST", &format!("{one}/approve"), &seen).await;
            assert_eq!(status, 200, "{said}");
        }
        let page = json!({ "slug": "minato", "listed": true });
        let (status, page) = send(&world, OFFICER, "POST", &format!("{one}/pages"), &page).await;
        assert_eq!(status, 201, "{page}");
        let show = format!("{one}/pages/{}/show", page["id"].as_str().unwrap());
        assert_eq!(send(&world, OFFICER, "POST", &show, &json!({})).await.0, 409);
        assert_eq!(send(&world, PRESIDENT, "POST", &show, &json!({})).await.0, 204);
        let public = world.nobody().get("/policy/minato").await;
        assert!(public.text().contains("And we mean it."), "{}", public.text());
        let (_, list) = send(&world, EMPLOYEE, "GET", &base, &Value::Null).await;
        assert_eq!(list[0]["state"], "published", "{list}");
        let (status, _) = send(&world, EMPLOYEE, "GET", &one, &Value::Null).await;
        assert_eq!(status, 403, "drafts are for those who edit");
        let (status, _) = send(&world, STRANGER, "GET", &one, &Value::Null).await;
        assert_eq!(status, 404);
    }
}
