//! The public page of a policy: its text, the company's name, version and day, and nothing else.

use std::{net::IpAddr, sync::OnceLock};

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderValue,
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Limiter, Platform, Problem, RequestContext};

use super::{
    said::day,
    shown::{ShownSection, frozen},
};
use crate::publish::{by_slug, is_slug};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/policy/{slug}", get(show))
}

#[derive(Template)]
#[template(path = "pages/outside.html")]
struct OutsidePage {
    shell: Shell,
    company: String,
    name: String,
    about: String,
    listed: bool,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    limit(&platform).check(&context.address)?;
    if !is_slug(&slug) {
        return Err(Problem::not_found());
    }
    let tx = platform.db.read(Fence::Open).await?;
    let (snapshot, listed) = by_slug(&tx, &slug).await?;
    drop(tx);
    let shell = context.shell();
    let day = day(&shell.words, snapshot.made_at);
    let page = OutsidePage {
        about: shell.t2("policies-outside-about", "number", snapshot.number, "day", day),
        sections: frozen(&snapshot.filled),
        doc_lang: snapshot.lang().html(),
        company: snapshot.company,
        name: snapshot.name,
        listed,
        shell,
    };
    let mut response = Html(page).into_response();
    if !listed {
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    Ok(response)
}

/// Requests of one address, for the life of the program.
fn limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    let most = || platform.config.limits.help_per_minute.saturating_mul(2);
    LIMIT.get_or_init(|| Limiter::per_minute(most()))
}
