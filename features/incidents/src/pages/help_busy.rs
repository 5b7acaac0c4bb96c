//! Too many requests: when to try again, and whom to call meanwhile.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use hikeshi_ui::Shell;
use hikeshi_web::Html;

#[derive(Template)]
#[template(path = "pages/help_busy.html")]
struct BusyPage {
    shell: Shell,
    seconds: u64,
}

/// The page with status 429.
pub(crate) fn page(shell: Shell, seconds: u64) -> Response {
    let page = Html(BusyPage { shell, seconds });
    let mut response = page.with_status(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
