//! Going on with answers on the way: the first open question, else the check, else the receipt.

use axum::{
    extract::{Path, State},
    response::Redirect,
};
use hikeshi_triage::next_question;
use hikeshi_web::{Platform, Problem};

use super::{
    help::{check_path, question_path, receipt_path},
    help_visit::HelpVisit,
};
use crate::{
    content::content,
    help::{Draft, find_draft},
};

/// Remembers in this browser, for this help page only, which answers are on the way.
pub(crate) const RESUME_COOKIE: &str = "hikeshi_help";
/// For so many seconds: a telephone may be put away, a shared computer should forget.
const KEPT_SECONDS: i64 = 12 * 60 * 60;

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.read(visit.scope.fence()).await?;
    let draft = find_draft(&tx, &visit.scope, &secret).await?;
    Ok(Redirect::to(&next_path(&visit.token, &secret, &draft)?))
}

/// Where the answers go on.
pub(crate) fn next_path(token: &str, secret: &str, draft: &Draft) -> Result<String, Problem> {
    if draft.report.is_some() {
        return Ok(receipt_path(token, secret));
    }
    let open = next_question(&content()?.triage, &draft.symptom, &draft.answers());
    Ok(match open {
        Some(question) => question_path(token, secret, &question.id),
        None => check_path(token, secret),
    })
}

/// The address that goes on.
pub(crate) fn resume_path(token: &str, secret: &str) -> String {
    format!("/help/{token}/d/{secret}")
}

/// The cookie for answers that have just begun, as the value of its header.
pub(crate) fn resume_cookie(platform: &Platform, token: &str, secret: &str) -> String {
    let secure = platform.config.server.public_url.starts_with("https:");
    format!(
        "{RESUME_COOKIE}={secret}; Path=/help/{token}; Max-Age={KEPT_SECONDS}; SameSite=Lax; \
         HttpOnly{}",
        if secure { "; Secure" } else { "" }
    )
}
