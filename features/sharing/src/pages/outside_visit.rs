//! Who stands before a link: the limit, the link of the secret, the visit of the browser.

use std::{net::IpAddr, sync::OnceLock};

use askama::Template;
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::Fence;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Limiter, Platform, Problem, RequestContext};

use crate::{
    links::{Frozen, Seen, VISIT, agent_of, find_visit, living_link, short_address},
    model::share_link,
};

/// The browser's proof of its visit.
const COOKIE: &str = "hikeshi_share";

/// The one page for every link that opens nothing: wrong, expired, revoked or used up.
#[derive(Template)]
#[template(path = "pages/outside_closed.html")]
struct ClosedPage {
    shell: Shell,
}

/// Somebody with the secret of a living link.
pub(super) struct Outsider {
    /// The secret in the address.
    pub token: String,
    /// The link.
    pub link: share_link::Model,
    /// What it shows.
    pub frozen: Frozen,
    /// The program's right to act for the company.
    pub scope: CompanyScope,
    /// From where.
    pub seen: Seen,
    /// Whether this browser has opened the link within the last hour.
    pub visiting: bool,
    /// The request.
    pub context: RequestContext,
}

impl FromRequestParts<Platform> for Outsider {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Response> {
        let context = parts.extensions.get::<RequestContext>().cloned();
        let Some(context) = context else {
            return Err(Problem::internal("a link stands outside of protect()").into_response());
        };
        limit(platform).check(&context.address).map_err(IntoResponse::into_response)?;
        match outsider(parts, platform, &context).await {
            Ok(Some(outsider)) => Ok(outsider),
            Ok(None) => Err(closed(&context)),
            Err(problem) => Err(problem.into_response()),
        }
    }
}

async fn outsider(
    parts: &mut Parts,
    platform: &Platform,
    context: &RequestContext,
) -> Result<Option<Outsider>, Problem> {
    let params = RawPathParams::from_request_parts(parts, &()).await?;
    let token = params.iter().find(|(key, _)| *key == "token").map(|(_, value)| value.to_owned());
    let Some(token) = token.filter(|token| token.len() <= 128) else { return Ok(None) };
    let tx = platform.db.read(Fence::Open).await?;
    let Some(link) = living_link(&tx, &token, platform.clock.now()).await? else { return Ok(None) };
    let jar = CookieJar::from_headers(&parts.headers);
    let visiting = match jar.get(COOKIE) {
        Some(cookie) => find_visit(&tx, platform, &link, cookie.value()).await?.is_some(),
        None => false,
    };
    drop(tx);
    let scope = CompanyScope::of_program(CompanyId(link.company_id), "share-link");
    let frozen = serde_json::from_str(&link.frozen_json)?;
    let seen = seen_from(&parts.headers, context.address);
    let context = context.clone();
    Ok(Some(Outsider { token, link, frozen, scope, seen, visiting, context }))
}

fn seen_from(headers: &HeaderMap, address: IpAddr) -> Seen {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Seen { address: short_address(address), agent: agent_of(agent.unwrap_or_default()) }
}

/// The page of a link that opens nothing, the same for every reason.
pub(super) fn closed(context: &RequestContext) -> Response {
    private(Html(ClosedPage { shell: context.shell() }).with_status(StatusCode::NOT_FOUND))
}

/// An answer that no search engine keeps and whose address goes to nobody.
pub(super) fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow, noarchive"));
    headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    response
}

/// The cookie of a visit: for this link only, and no script reads it.
pub(super) fn cookie(platform: &Platform, token: &str, secret: &str) -> String {
    let secure = platform.config.server.public_url.starts_with("https://");
    let seconds = VISIT.as_secs();
    let end = if secure { "; Secure" } else { "" };
    format!(
        "{COOKIE}={secret}; Path=/share/{token}; Max-Age={seconds}; SameSite=Lax; HttpOnly{end}"
    )
}

/// Requests of one address, for the life of the program: guessing is hopeless anyway.
fn limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    let most = || platform.config.limits.help_per_minute.saturating_mul(2);
    LIMIT.get_or_init(|| Limiter::per_minute(most()))
}
