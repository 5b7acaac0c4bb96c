//! Where requests go and where they do not, against a server on loopback.
#![expect(clippy::unwrap_used, reason = "in a test a broken arrangement may stop the run")]

use axum::{Router, response::Redirect, routing::get};
use hikeshi_config::Outbound;
use hikeshi_net::{Fetch as _, GuardedClient, NetError, Request};

async fn server() -> String {
    let routes = Router::new()
        .route("/small", get(|| async { "small" }))
        .route("/large", get(|| async { "x".repeat(70_000) }))
        .route("/elsewhere", get(|| async { Redirect::to("/small") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("127.0.0.1:{port}")
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_bounded_and_redirects_are_not_followed() {
    let at = server().await;
    let client = GuardedClient::new(&Outbound::default());
    let get = |path: &str, most| client.fetch(Request::get(format!("http://{at}{path}"), most));
    let small = get("/small", 100).await.unwrap();
    assert_eq!(
        (small.status, small.mime.as_str(), &*small.body),
        (200, "text/plain", &b"small"[..])
    );
    assert_eq!(get("/large", 1000).await.unwrap_err(), NetError::TooLarge { most: 1000 });
    assert_eq!(get("/elsewhere", 100).await.unwrap().status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_the_settings_name_goes_unencrypted_or_into_a_private_network() {
    let client = GuardedClient::new(&Outbound::default());
    let refused = async |url: &str| client.fetch(Request::get(url, 10)).await.unwrap_err();
    assert!(matches!(refused("http://example.com/").await, NetError::NotEncrypted { .. }));
    assert!(matches!(refused("ftp://127.0.0.1/").await, NetError::BadUrl { .. }));
    assert!(matches!(refused("log").await, NetError::BadUrl { .. }));
    assert_eq!(refused("https://10.255.255.1/").await, NetError::PrivateAddress);
    assert_eq!(refused("https://169.254.169.254/latest").await, NetError::PrivateAddress);
    assert_eq!(refused("https://[::ffff:192.168.0.1]/").await, NetError::PrivateAddress);
}
