//! What programs do with a ledger.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use hikeshi_testkit::{Answer, Browser};
use serde_json::{Value, json};

use crate::world::{OFFICER, STRANGER, World};

async fn ask(browser: &Browser, method: Method, path: &str, body: Body) -> (u16, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(body)
        .unwrap();
    let answer: Answer = browser.raw(request).await;
    (answer.status.as_u16(), serde_json::from_slice(&answer.body).unwrap_or_default())
}

#[tokio::test]
async fn programs_read_the_ledger_and_strangers_do_not() {
    let world = World::every_kind().await.remove(0);
    let mut officer = world.browser(OFFICER);
    let page = world.preview(&mut officer, "a.csv", b"hostname,os\npc-1,Windows 7\n").await;
    officer.submit(page.form_with_button("Take it")).await;
    let base = format!("/api/v1/companies/{}/assets", world.company);
    let (status, list) = ask(&officer, Method::GET, &base, Body::empty()).await;
    assert_eq!((status, &list["count"]), (200, &json!(1)));
    let asset = &list["assets"][0];
    assert_eq!(asset["fields"]["hostname"], "pc-1");
    assert_eq!(asset["support"][0]["standing"], "past");
    let stranger = world.browser(STRANGER);
    assert_eq!(ask(&stranger, Method::GET, &base, Body::empty()).await.0, 404);
    let one = format!("/api/v1/companies/{}/assets/{}", world.other, asset["id"].as_str().unwrap());
    assert_eq!(ask(&stranger, Method::GET, &one, Body::empty()).await.0, 404);
}
