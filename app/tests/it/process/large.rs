//! Requests that are too large get an answer that can be read, not a reset connection.

use super::program::{Serving, link, run};

const TEN_MB: usize = 10 * 1024 * 1024;

#[test]
fn a_form_or_a_call_of_ten_megabytes_gets_a_readable_answer() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    let long = format!("email={}", "x".repeat(TEN_MB));
    let page = serving.client.form("/sign-in", &long);
    assert_eq!((page.status, page.header("content-type")), (413, "text/html; charset=utf-8"));
    assert!(page.text.contains("What was sent is too large"), "{}", page.text);
    serving.client.cookie = "hikeshi_lang=ja-easy".to_owned();
    let page = serving.client.form("/sign-in", &long);
    assert!(page.text.contains("lang=\"ja\""), "in the language of the person: {}", page.text);
    assert!(!page.text.contains("What was sent is too large"));

    let home = serving.set_up(&link(&made, "/setup/").unwrap());
    let call = format!("/api/v1/companies/{}/incidents", home.trim_start_matches("/c/"));
    let body = format!("{{\"title\":\"{}\"}}", "x".repeat(TEN_MB));
    let key = serving.client.form(&format!("{home}/keys"), "purpose=test&rights=all&days=30").text;
    let key = key.split("hk_").nth(1).map(|rest| &rest[..64]).expect("a key");
    serving.client.authorization = format!("Bearer hk_{key}");
    let answer = serving.client.post(&call, "application/json", body.as_bytes());
    assert_eq!((answer.status, answer.header("content-type")), (413, "application/problem+json"));

    // Nobody is signed in: the answer comes, too, although nobody wants the body.
    serving.client.cookie = String::new();
    serving.client.authorization = String::new();
    let path = format!("{home}/incidents/0190b9a8-7f2c-7c11-9d3e-2f6c1a0b7e55/evidence/add-file");
    let kind = "multipart/form-data; boundary=x";
    assert_eq!(serving.client.post(&path, kind, &vec![b'x'; TEN_MB]).status, 303);
}
