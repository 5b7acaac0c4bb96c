//! The test browser against a small application of its own.
#![cfg(test)]

use axum::Router;
use axum::extract::{Multipart, RawForm};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect};
use axum::routing::{get, post};
use hikeshi_testkit::{Attachment, Browser};

fn application() -> Router {
    let form = "<form method=post action=sign-in><label>Name <input name=n></label>\
        <button>Sign in</button></form><form method=post action=/file enctype=multipart/form-data>\
        <label>Note <input name=note value=n></label><label>Photo <input type=file name=photo></label>\
        <button>Send</button></form>";
    Router::new()
        .route("/in/start", get(move || async move { Html(form) }))
        .route("/in/sign-in", post(sign_in))
        .route("/me", get(me))
        .route("/file", post(file))
        .route("/round", get(|| async { Redirect::to("/round") }))
}

async fn sign_in(RawForm(body): RawForm) -> impl IntoResponse {
    let value =
        format!("who={}; Path=/; HttpOnly", String::from_utf8_lossy(&body).replace("n=", ""));
    let cookie = HeaderValue::try_from(value).unwrap();
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("../me"))
}

async fn me(headers: HeaderMap) -> impl IntoResponse {
    match headers.get(header::COOKIE) {
        Some(cookie) => (StatusCode::OK, Html(format!("<h1>{}</h1>", cookie.to_str().unwrap()))),
        None => (StatusCode::UNAUTHORIZED, Html("<h1>Who are you?</h1>".to_owned())),
    }
}

async fn file(mut form: Multipart) -> impl IntoResponse {
    let mut seen = String::from("<h1>");
    while let Some(field) = form.next_field().await.unwrap() {
        let (name, file) = (field.name().unwrap().to_owned(), field.file_name().map(str::to_owned));
        seen += &format!("{name} {file:?} {};", field.bytes().await.unwrap().len());
    }
    Html(seen + "</h1>")
}

#[tokio::test]
async fn a_form_is_sent_the_redirect_followed_and_the_cookie_kept() {
    let mut browser = Browser::new(application());
    assert_eq!(browser.get("/me").await.status(), StatusCode::UNAUTHORIZED);
    let form = browser.get("/in/start").await.form_with_button("Sign in").fill("Name", "taro");
    let page = browser.submit(form).await;
    assert_eq!((page.heading().as_str(), page.address()), ("who=taro", "/me"));
    assert_eq!(browser.get("/me").await.status(), StatusCode::OK);
    assert_eq!(Browser::new(application()).get("/me").await.heading(), "Who are you?");
}

#[tokio::test]
async fn files_are_sent_with_the_fields_around_them() {
    let mut browser = Browser::new(application());
    let form = browser.get("/in/start").await.form_with_button("Send");
    let page = browser.submit(form.clone()).await;
    assert_eq!(page.heading(), "note None 1;photo Some(\"\") 0;");
    let form = form.attach("Photo", Attachment::new("a.png", vec![0, 159, 13, 10]));
    browser.get("/in/start").await;
    assert_eq!(browser.submit(form).await.heading(), "note None 1;photo Some(\"a.png\") 4;");
}

#[tokio::test]
#[should_panic(expected = "more than 10 redirects")]
async fn a_circle_of_redirects_fails_the_test() {
    Browser::new(application()).get("/round").await;
}
