//! The links of an incident for outsiders.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::Timestamp;

use super::{share, share_new};
use crate::{links::links_of, model::share_link};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/shares", get(show))
        .route(
            "/c/{company}/incidents/{incident}/shares/new",
            get(share_new::show).post(share_new::submit),
        )
        .route("/c/{company}/incidents/{incident}/shares/{share}", get(share::show))
        .route("/c/{company}/incidents/{incident}/shares/{share}/revoke", post(share::revoke))
}

#[derive(Template)]
#[template(path = "pages/shares.html")]
struct SharesPage {
    shell: Shell,
    head: CaseHead,
    links: Vec<LinkLine>,
}

struct LinkLine {
    href: String,
    recipient: String,
    about: String,
    state: (&'static str, &'static str, String),
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let words = &context.words;
    let head = CaseHead::new(&scope, words, &incident, Tab::Beside);
    let now = platform.clock.now();
    let links = links_of(&tx, &incident).await?.into_iter().map(|row| LinkLine {
        href: format!("{}/shares/{}", head.base, row.id),
        about: words.ta(
            "share-line",
            &[
                ("made", &words.date_time(from_millis(row.made_at))),
                ("by", &row.made_by),
                ("until", &words.date_time(from_millis(row.expires_at))),
                ("visits", &row.visits),
            ],
        ),
        state: state_of(words, &row, now),
        recipient: row.recipient,
    });
    Ok(Html(SharesPage { links: links.collect(), shell, head }).into_response())
}

/// Tone, icon and word of what a link does now.
pub(super) fn state_of(
    words: &Words,
    row: &share_link::Model,
    now: Timestamp,
) -> (&'static str, &'static str, String) {
    let used_up = row.most_visits.is_some_and(|most| row.visits >= most);
    if row.revoked_at.is_some() {
        ("wait", "lock", words.t("share-state-revoked"))
    } else if to_millis(now) >= row.expires_at {
        ("wait", "lock", words.t("share-state-expired"))
    } else if used_up {
        ("wait", "lock", words.t("share-state-used"))
    } else {
        ("now", "open", words.t("share-state-open"))
    }
}
