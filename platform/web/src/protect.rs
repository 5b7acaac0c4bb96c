//! The layers around all routes, from the outside in: context and log line,
//! error pages, security headers, cross-origin protection, size limit.
//!
//! Forms carry no tokens: a state-changing request from another origin is
//! refused by its `Sec-Fetch-Site` and `Origin` headers, and session cookies are
//! `SameSite=Lax` (see `docs/adr/0003-csrf-by-origin.md`).

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use axum::{
    Router,
    body::HttpBody as _,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
};
use base64::Engine as _;
use hikeshi_kernel::Lang;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    csrf::CsrfLayer,
};

use crate::{
    Platform, Problem, ProblemKind, RequestContext, client_address, percent, problem_page,
    unread::Unread,
    uri::{holds_nul, is_text},
};

/// Largest body in bytes, where neither the program nor a route says otherwise.
pub(crate) const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Bounds that differ between programs.
#[derive(Debug, Clone, Copy)]
pub struct Protection {
    /// Largest body in bytes, for routes that do not set their own limit.
    pub body_limit: usize,
}

impl Default for Protection {
    fn default() -> Self {
        Self { body_limit: BODY_LIMIT }
    }
}

/// Puts all layers around `routes`.
pub fn protect(routes: Router<Platform>, platform: &Platform, protection: Protection) -> Router {
    let csrf = csrf(platform);
    routes
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::not_found() })
        .with_state(platform.clone())
        .layer(DefaultBodyLimit::max(protection.body_limit))
        .layer(csrf)
        .layer(CatchPanicLayer::custom(|_| {
            Problem::internal("a handler panicked; see the line above").into_response()
        }))
        .layer(from_fn_with_state(platform.clone(), frame))
        .layer(CompressionLayer::new().compress_when(pages_only()))
}

/// Files that people take out go as they are: they are long, and their length tells whether
/// all of it arrived.
fn pages_only() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/octet-stream"))
}

fn csrf(platform: &Platform) -> CsrfLayer {
    let layer = CsrfLayer::new();
    let public = platform.config.server.public_url.trim_end_matches('/');
    layer.clone().add_trusted_origin(public).unwrap_or(layer)
}

/// Makes the context, runs the request, renders problems, adds headers, writes the log line.
async fn frame(State(platform): State<Platform>, mut request: Request, next: Next) -> Response {
    let started = platform.clock.now();
    let context = context_of(&platform, &request);
    let chosen = chosen_lang(&request);
    let method = request.method().clone();
    let route = request.uri().path().to_owned();
    request.extensions_mut().insert(context.clone());
    let mut response = if holds_nul(request.uri()) {
        Problem::invalid(context.words.t("web-problem-nul")).into_response()
    } else if !is_text(request.uri().path()) {
        Problem::not_found().into_response()
    } else if request.body().is_end_stream() {
        next.run(request).await
    } else {
        let (unread, request) = Unread::watch(request);
        let response = next.run(request).await;
        unread.drop_rest().await;
        response
    };
    let problem = problem_of(&response);
    if let Some(problem) = &problem {
        response = render(problem, &context, &method, &route);
    }
    headers(&mut response, &context, &route);
    if let Some(lang) = chosen {
        remember(&mut response, lang);
    }
    let took = platform.clock.now().duration_since(started);
    log(&context, &method, &route, &response, problem.as_ref(), took.unsigned_abs());
    response
}

fn context_of(platform: &Platform, request: &Request) -> RequestContext {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let address = client_address(peer, request.headers(), &platform.config.server.trusted_proxies);
    let lang = chosen_lang(request).or_else(|| cookie_lang(request)).unwrap_or_default();
    let mut random = [0_u8; 24];
    platform.rng.fill(&mut random);
    let (id, nonce) = random.split_at(8);
    RequestContext {
        id: id.iter().map(|byte| format!("{byte:02x}")).collect(),
        lang,
        nonce: base64::engine::general_purpose::STANDARD_NO_PAD.encode(nonce),
        path: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
        address,
        words: platform.words(lang),
        banner: None,
    }
}

fn chosen_lang(request: &Request) -> Option<Lang> {
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_code)
}

fn cookie_lang(request: &Request) -> Option<Lang> {
    let cookies = request.headers().get_all(header::COOKIE);
    cookies
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix("hikeshi_lang="))
        .and_then(Lang::from_code)
}

fn remember(response: &mut Response, lang: Lang) {
    let cookie =
        format!("hikeshi_lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", lang.code());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The problem inside a response: our own, or one that a layer answered with.
fn problem_of(response: &Response) -> Option<Problem> {
    if let Some(problem) = response.extensions().get::<Problem>() {
        return Some(problem.clone());
    }
    if response.headers().contains_key(header::CONTENT_TYPE) && !is_plain_text(response) {
        return None;
    }
    match response.status() {
        StatusCode::FORBIDDEN => Some(Problem::forbidden()),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::too_large()),
        StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Problem {
            kind: ProblemKind::Invalid,
            detail: None,
            cause: Some(format!("refused with {}", response.status())),
            retry_after: None,
        }),
        status if status.is_server_error() => Some(Problem::internal(status.to_string())),
        _ => None,
    }
}

fn is_plain_text(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"))
}

fn render(problem: &Problem, context: &RequestContext, method: &Method, route: &str) -> Response {
    let mut response = if route.starts_with("/api/") {
        problem_page::json(problem, context)
    } else if problem.kind == ProblemKind::SignIn {
        let next = if *method == Method::GET { &context.path } else { "/" };
        let parts: Vec<_> = next.split('/').map(percent).collect();
        Redirect::to(&format!("/sign-in?next={}", parts.join("/"))).into_response()
    } else {
        problem_page::html(problem, context)
    };
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn headers(response: &mut Response, context: &RequestContext, route: &str) {
    let csp = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; script-src 'nonce-{}'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
        context.nonce
    );
    let headers = response.headers_mut();
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A page whose address is a secret may ask for less.
    headers.entry("referrer-policy").or_insert(HeaderValue::from_static("same-origin"));
    let values = [("content-security-policy", csp), ("x-request-id", context.id.clone())];
    for (name, value) in values {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    // Tiles of the log never change and say themselves how long they may be kept.
    let says = route.starts_with("/log/tile/") && headers.contains_key(header::CACHE_CONTROL);
    if !route.starts_with("/assets/") && !says {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

fn log(
    context: &RequestContext,
    method: &Method,
    route: &str,
    response: &Response,
    problem: Option<&Problem>,
    took: Duration,
) {
    let status = response.status().as_u16();
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let path = without_secrets(route);
    match problem.and_then(|p| p.cause.as_deref()) {
        Some(cause) if status >= 500 => {
            tracing::error!(request = context.id, %method, path, status, millis, cause, "request failed");
        }
        cause => {
            tracing::info!(request = context.id, %method, path, status, millis, cause, "request");
        }
    }
}

/// The path with every long random part shortened: the log holds no help address or link.
fn without_secrets(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        let bare = part.replace("%20", "").replace(['-', '.'], "");
        let random = bare.len() >= 28 && bare.bytes().all(|b| b.is_ascii_alphanumeric());
        if random && !is_id(part) {
            part.chars().take(6).chain("…".chars()).collect()
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether it has the form of an id (UUID): ids are no secrets.
fn is_id(part: &str) -> bool {
    let hyphens = part.match_indices('-').map(|(at, _)| at);
    part.len() == 36 && hyphens.eq([8, 13, 18, 23])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_shortens_secret_addresses_and_keeps_ids() {
        let secret = "a".repeat(64);
        assert_eq!(without_secrets(&format!("/help/{secret}/q")), "/help/aaaaaa…/q");
        for typed in ["0k1m2n3p4q5r6s7t8v9w0x1y2z3a", "0k1m-2n3p-4q5r-6s7t-8v9w-0x1y-2z3a"] {
            assert!(!without_secrets(&format!("/help/{typed}")).contains("2z3a"), "{typed}");
        }
        let file = format!("/calendar/{secret}.ics");
        assert_eq!(without_secrets(&file), "/calendar/aaaaaa…");
        let gaps = "0k1m%202n3p%204q5r%206s7t%208v9w%200x1y%202z3a";
        assert!(!without_secrets(&format!("/help/{gaps}/q")).contains("2z3a"));
        let id = "/c/0190b9a8-7f2c-7c11-9d3e-2f6c1a0b7e55";
        assert_eq!(without_secrets(id), id);
    }
}
