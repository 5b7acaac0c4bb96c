//! The two scripts: the worker, and what the page's buttons do.

use axum::{
    http::header,
    response::{AppendHeaders, IntoResponse},
};

/// The worker answers for all pages of this host, so the browser must be told that it may.
pub(crate) async fn worker() -> impl IntoResponse {
    let scope = AppendHeaders([("service-worker-allowed", "/")]);
    (scope, script(include_str!("../../scripts/worker.js")))
}

/// The script of the page `/c/{company}/offline`.
pub(crate) async fn page() -> impl IntoResponse {
    script(include_str!("../../scripts/page.js"))
}

fn script(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text)
}
