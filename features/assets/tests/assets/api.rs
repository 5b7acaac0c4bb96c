//! What programs do with a ledger.

use hikeshi_testkit::Browser;
use serde_json::{Value, json};

use crate::world::{OFFICER, STRANGER, World};

async fn ask(browser: &mut Browser, path: &str) -> (u16, Value) {
    let answer = browser.fetch(path).await;
    (answer.status.as_u16(), serde_json::from_slice(&answer.body).unwrap_or_default())
}

#[tokio::test]
async fn programs_read_the_ledger_and_strangers_do_not() {
    let world = World::every_kind().await.remove(0);
    let mut officer = world.browser(OFFICER);
    let page = world.preview(&mut officer, "a.csv", b"hostname,os\npc-1,Windows 7\n").await;
    officer.submit(page.form_with_button("Take it")).await;
    let base = format!("/api/v1/companies/{}/assets", world.company);
    let (status, list) = ask(&mut officer, &base).await;
    assert_eq!((status, &list["count"]), (200, &json!(1)));
    let asset = &list["assets"][0];
    assert_eq!(asset["fields"]["hostname"], "pc-1");
    assert_eq!(asset["support"][0]["standing"], "past");
    let mut stranger = world.browser(STRANGER);
    assert_eq!(ask(&mut stranger, &base).await.0, 404);
    let one = format!("/api/v1/companies/{}/assets/{}", world.other, asset["id"].as_str().unwrap());
    assert_eq!(ask(&mut stranger, &one).await.0, 404);
}
