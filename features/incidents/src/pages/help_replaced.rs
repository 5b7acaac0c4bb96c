//! The address from an old poster: it was replaced, and whom to call.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use hikeshi_ui::Shell;
use hikeshi_web::Html;

#[derive(Template)]
#[template(path = "pages/help_replaced.html")]
struct ReplacedPage {
    shell: Shell,
}

/// The page with status 410.
pub(crate) fn page(shell: Shell) -> Response {
    Html(ReplacedPage { shell }).with_status(StatusCode::GONE)
}
