//! Pages of this slice, one file each, and their routes.

mod sign_in;
mod sign_in_link;
mod sign_out;

use std::{net::IpAddr, sync::OnceLock};

use axum::{
    Router,
    routing::{get, post},
};
use axum_extra::extract::cookie::{Cookie, SameSite};
use hikeshi_web::{Limiter, Platform};

use crate::SESSION_COOKIE;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-in/link/{token}", get(sign_in_link::show))
        .route("/sign-out", post(sign_out::submit))
}

/// Sign-in attempts from one address, for the life of the program.
fn sign_in_limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    LIMIT.get_or_init(|| Limiter::per_minute(platform.config.limits.sign_in_per_minute))
}

/// The session cookie: not readable by scripts, not sent by other sites' forms.
fn session_cookie(platform: &Platform, token: String) -> Cookie<'static> {
    Cookie::build((SESSION_COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(platform.config.server.public_url.starts_with("https:"))
        .build()
}
