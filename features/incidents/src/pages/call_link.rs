//! The link of a call: opens without signing in, shows what happened and one button.
//!
//! Opening it changes nothing, because mail programs open links by themselves.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::case_link::base_of;
use crate::{
    calls::{CallLink, CallState, acknowledge, by_link},
    case::{Status, noticed_of},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/call/{token}", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/call_link.html")]
struct CallLinkPage {
    shell: Shell,
    name: String,
    title: String,
    number: String,
    noticed: String,
    base: String,
    /// Who confirmed, and when.
    confirmed: Option<(String, String)>,
    may_confirm: bool,
    /// Whether somebody is called after this person.
    more: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Html<CallLinkPage>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let link = by_link(&tx, &token).await?;
    Ok(Html(page(&context, link)))
}

async fn submit(
    State(platform): State<Platform>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let link = by_link(&tx, &token).await?;
    acknowledge(&tx, &platform, &link.scope, &link.incident, link.attempt.id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/call/{token}")).into_response())
}

fn page(context: &RequestContext, link: CallLink) -> CallLinkPage {
    let when =
        |at: Option<i64>| at.map(|at| context.words.date_time(from_millis(at))).unwrap_or_default();
    CallLinkPage {
        shell: context.shell(),
        noticed: context.words.moment(&noticed_of(&link.incident)),
        base: base_of(&link.incident),
        may_confirm: link.incident.status != Status::Closed.name()
            && CallState::of(&link.attempt).may_acknowledge(),
        more: link.more,
        confirmed: link.confirmed.map(|row| (row.name, when(row.acknowledged_at))),
        name: link.attempt.name,
        title: link.incident.title,
        number: link.incident.number,
    }
}
