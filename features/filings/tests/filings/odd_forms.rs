//! Forms that no browser of ours sends: other encodings, too much text.

use axum::{
    body::Body,
    http::{Request, header},
};
use hikeshi_filings::papers::papers_of;
use hikeshi_identity::SESSION_COOKIE;
use hikeshi_testkit::Answer;

use crate::world::{OFFICER, World};

/// The body as it is, sent by the officer as a plain form.
async fn send(world: &World, path: &str, body: Vec<u8>) -> Answer {
    let officer = world.browser(OFFICER);
    let secret = officer.cookie(SESSION_COOKIE).unwrap();
    let request = Request::post(path)
        .header(header::COOKIE, format!("{SESSION_COOKIE}={secret}; hikeshi_lang=en"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    officer.raw(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_form_in_shift_jis_is_refused_and_nothing_is_written() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let make = world.path(&incident, "/filings/new/ppc-preliminary");
        for recipient in [&b"%8C%C2%90l%8F%EE%95%F1"[..], b"\x8c\xc2\x90l\x8f\xee\x95\xf1"] {
            let body = [b"phase=first&language=ja&recipient=", recipient].concat();
            let answer = send(&world, &make, body).await;
            assert_eq!(answer.status, 422);
            assert!(answer.text().contains("UTF-8"), "{}", answer.text());
        }
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        assert!(papers_of(&tx, &world.program(), &incident).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn too_much_text_is_answered_with_how_much_is_possible_and_how_to_get_it_back() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let make = world.path(&incident, "/filings/new/ppc-preliminary");
        let body = format!("recipient={}", "%E3%81%82".repeat(1_000_000)).into_bytes();
        let answer = send(&world, &make, body).await;
        assert_eq!(answer.status, 413);
        let text = answer.text();
        assert!(text.contains("what you typed is still there"), "{text}");
        assert!(text.contains("230,000 characters"), "{text}");
    }
}
