//! The link of a reader without an account. Opening it changes nothing, because mail programs open
//! links by themselves; it shows this one version and nothing else of the company.

use std::{net::IpAddr, sync::OnceLock};

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Limiter, Platform, Problem, RequestContext};

use super::shown::{ShownSection, frozen};
use crate::{
    readers::{by_link, read_by_link},
    templates::template,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/policy-reading/{token}", get(show).post(read))
}

#[derive(Template)]
#[template(path = "pages/reading_link.html")]
struct LinkPage {
    shell: Shell,
    company: String,
    reader: String,
    name: String,
    about: Markup,
    number: i64,
    read_at: String,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    limit(&platform).check(&context.address)?;
    let tx = platform.db.read(Fence::Open).await?;
    let link = by_link(&tx, &platform, &token).await?;
    drop(tx);
    let shell = context.shell();
    let about = template(&link.template)?.map(|template| shell.text(&template.file.about));
    let read_at = link.reader.read_at.map(|at| shell.words.date_time(from_millis(at)));
    let page = LinkPage {
        company: link.snapshot.company.clone(),
        reader: link.reader.name,
        about: about.unwrap_or_default(),
        number: link.snapshot.number,
        read_at: read_at.unwrap_or_default(),
        sections: frozen(&link.snapshot.filled),
        doc_lang: link.snapshot.lang().html(),
        name: link.snapshot.name,
        shell,
    };
    Ok(private(Html(page).into_response()))
}

async fn read(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    limit(&platform).check(&context.address)?;
    let tx = platform.db.write(Fence::Open).await?;
    let link = by_link(&tx, &platform, &token).await?;
    read_by_link(&tx, &platform, &link).await?;
    tx.commit().await?;
    Ok(private(Redirect::to(&format!("/policy-reading/{token}")).into_response()))
}

/// An answer that no search engine keeps and whose address goes to nobody.
fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow, noarchive"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Requests of one address, for the life of the program: guessing is hopeless anyway.
fn limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    let most = || platform.config.limits.help_per_minute.saturating_mul(2);
    LIMIT.get_or_init(|| Limiter::per_minute(most()))
}
