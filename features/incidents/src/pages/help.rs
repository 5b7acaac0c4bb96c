//! The help pages: public, without script, for whoever noticed something.
//!
//! Their addresses: start, first actions of a symptom, one question, check, receipt.

use axum::{Router, extract::DefaultBodyLimit, routing::get};
use hikeshi_web::Platform;

use super::{help_actions, help_check, help_question, help_receipt, help_resume, help_start};

/// Bytes of a form: many times what the longest allowed answer needs, so that a longer one is
/// shown again with the typed text, and a hostile one is refused.
const MOST_BYTES: usize = 256 * 1024;

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/help/{token}", get(help_start::show))
        .route("/help/{token}/{symptom}", get(help_actions::show).post(help_actions::submit))
        .route("/help/{token}/d/{draft}", get(help_resume::show))
        .route(
            "/help/{token}/d/{draft}/q/{question}",
            get(help_question::show).post(help_question::submit),
        )
        .route("/help/{token}/d/{draft}/check", get(help_check::show).post(help_check::submit))
        .route("/help/{token}/r/{draft}", get(help_receipt::show))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// The start page; `draft` to choose another symptom for answers on the way.
pub(crate) fn start_path(token: &str, draft: Option<&str>) -> String {
    format!("/help/{token}{}", draft_query(draft))
}

/// The first actions of a symptom.
pub(crate) fn actions_path(token: &str, symptom: &str, draft: Option<&str>) -> String {
    format!("/help/{token}/{symptom}{}", draft_query(draft))
}

/// One question.
pub(crate) fn question_path(token: &str, draft: &str, question: &str) -> String {
    format!("/help/{token}/d/{draft}/q/{question}")
}

/// All answers before sending.
pub(crate) fn check_path(token: &str, draft: &str) -> String {
    format!("/help/{token}/d/{draft}/check")
}

/// The receipt.
pub(crate) fn receipt_path(token: &str, draft: &str) -> String {
    format!("/help/{token}/r/{draft}")
}

/// Only a secret of our own making goes into an address.
fn draft_query(draft: Option<&str>) -> String {
    draft.filter(|d| is_secret(d)).map(|d| format!("?d={d}")).unwrap_or_default()
}

/// Whether the text has the form of a secret: 64 hexadecimal letters.
pub(crate) fn is_secret(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
