//! Odd input from programs and forms is answered in words, on both databases: never with a 500.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    programs::{Call, incidents, read, token},
    world::{OFFICER, STAFF, World},
};

/// Values that a field does not expect.
fn odd_values() -> Vec<Value> {
    let mut deep = json!("x");
    for _ in 0..100 {
        deep = json!([deep]);
    }
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("\u{0}"),
        json!("a\u{0}b"),
        json!("\u{feff}\u{202e}\u{fffe}\u{10ffff}"),
        json!("x".repeat(300_000)),
        json!([]),
        json!(["\u{0}"]),
        json!({ "\u{0}": "\u{0}" }),
        deep,
    ]
}

/// Moments that cannot be: each with what the answer says of them.
fn odd_moments() -> Vec<(Value, &'static str)> {
    let exact = |at: &str| json!({ "precision": "exact", "at": at });
    let range =
        |from: &str, until: &str| json!({ "precision": "range", "from": from, "until": until });
    let (early, late) = ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z");
    vec![
        (range(late, early), "ends before it begins"),
        (range("0001-01-01T00:00:00Z", late), "1900"),
        (exact("9999-12-30T21:00:00Z"), "1900"),
        (exact("-009999-01-02T02:00:00Z"), "1900"),
        (json!({ "precision": "day", "day": "9999-12-31" }), "1900"),
        (json!({ "precision": "day", "day": "-009999-01-01" }), "1900"),
        (exact("99999-01-01T00:00:00Z"), "month"),
        (exact("2026-13-01T00:00:00Z"), "month"),
        (json!({ "precision": "sometime" }), "sometime"),
    ]
}

#[tokio::test]
async fn every_field_of_every_call_takes_any_value_without_breaking() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let all = incidents(world.company);
        let one = format!("{all}/{}", incident.id);
        let calls = [
            (
                "POST",
                all.clone(),
                json!({ "title": "t", "kinds": [], "purpose": "drill", "noticed": null }),
            ),
            (
                "POST",
                format!("{one}/timeline"),
                json!({ "kind": "call", "text": "t", "moment": null, "source": "s" }),
            ),
            (
                "PUT",
                format!("{one}/facts/cause"),
                json!({ "value": "v", "certainty": "suspected", "as_of": null, "source": "s" }),
            ),
            (
                "POST",
                format!("{one}/level"),
                json!({ "level": 1, "kinds": null, "reason": "r", "version": 1 }),
            ),
            (
                "POST",
                format!("{one}/runs/{}/steps/x", incident.id),
                json!({ "do": "answer", "option": "o", "reason": "r", "seen": 0 }),
            ),
        ];
        for (method, path, good) in calls {
            for field in good.as_object().unwrap().keys() {
                for odd in odd_values() {
                    let mut body = good.clone();
                    body[field] = odd.clone();
                    let call = Call { method, if_match: Some("0"), ..Call::post(&path, &body) };
                    let status = call.send(&world, &key).await.status;
                    let shown: String = odd.to_string().chars().take(40).collect();
                    assert!(!status.is_server_error(), "{path} {field}={shown}: {status}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_time_that_cannot_be_is_refused_with_the_reason() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let all = incidents(world.company);
        let one = format!("{all}/{}", incident.id);
        for (moment, reason) in odd_moments() {
            let opened = json!({ "title": "t", "noticed": moment });
            let line = json!({ "kind": "call", "text": "t", "moment": moment });
            let fact = json!({ "value": "v", "certainty": "suspected", "as_of": moment });
            for (method, path, body) in [
                ("POST", all.clone(), opened),
                ("POST", format!("{one}/timeline"), line),
                ("PUT", format!("{one}/facts/cause"), fact),
            ] {
                let call = Call { method, if_match: Some("0"), ..Call::post(&path, &body) };
                let answer = call.send(&world, &key).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
                assert_eq!(answer.header("content-type"), "application/problem+json");
                let detail = read(&answer)["detail"].to_string();
                assert!(detail.contains(reason), "{body}: {detail}");
            }
        }
    }
}

#[tokio::test]
async fn odd_addresses_and_headers_are_refused_in_words() {
    for world in World::every_kind().await {
        let (_, key) = token(&world, OFFICER, world.company, &[]).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let all = incidents(world.company);
        let one = format!("{all}/{}", incident.id);
        let long = "9".repeat(20_000);
        for path in [
            format!("{all}?limit=-1"),
            format!("{all}?limit={long}"),
            format!("{all}?before=%00"),
            format!("{all}?before=%ED%A0%80"),
            format!("{one}/timeline?before={}.{}", i64::MIN, incident.id),
            format!("{one}/timeline?before=1e9.{}", incident.id),
            format!("{one}%00"),
            format!("{all}/%ED%A0%80"),
            format!("{all}/{}", &long[..8_000]),
            format!("/api/v1/companies/{}/incidents", &long[..8_000]),
        ] {
            let answer = Call::get(&path).send(&world, &key).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
            if !answer.status.is_success() {
                assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
            }
        }
        let body = json!({ "value": "v", "certainty": "suspected" });
        for seen in ["-9223372036854775808", "9223372036854775807", "1e5", "\"\"", "x"] {
            let path = format!("{one}/facts/{}", "scope");
            let put = Call { method: "PUT", if_match: Some(seen), ..Call::post(&path, &body) };
            assert!(!put.send(&world, &key).await.status.is_server_error(), "{seen}");
        }
    }
}

#[tokio::test]
async fn the_character_nul_is_taken_out_of_every_form() {
    for world in World::every_kind().await {
        let nobody = [("email", "a\u{0}@b.example"), ("password", "x\u{0}"), ("next", "/\u{0}")];
        assert_eq!(world.nobody().post("/sign-in", &nobody).await.status(), 422);
        assert_eq!(world.nobody().post("/forgot", &nobody[..1]).await.status(), 200);
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let thing = [
            ("title", "Lap\u{0}top"),
            ("place", "Sales\u{0} room"),
            ("storage", "\u{0}Safe"),
            ("kind", "dev\u{0}ice"),
            ("form_id", "\u{0}"),
            ("description", "a\u{0}b"),
        ];
        let path = world.path(&incident, "/evidence/add-thing");
        let page = world.browser(STAFF).post(&path, &thing).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(page.text().contains("Laptop"), "{}", page.text());
        let files = [("file".to_owned(), hikeshi_testkit::Attachment::new("a\u{0}b", "x"))];
        let texts = [("title".to_owned(), "V\u{0}PN".to_owned())];
        let path = world.path(&incident, "/evidence/add-file");
        let page = world.browser(STAFF).upload(&path, &texts, &files).await;
        assert!(!page.status().is_server_error(), "{}", page.text());
        let list = world.browser(STAFF).get(&world.path(&incident, "/timeline?q=%00")).await;
        assert_eq!(list.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(list.text().contains("U+0000"), "{}", list.text());
    }
}
