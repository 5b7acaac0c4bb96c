//! Signing a browser in.

use axum::http::{HeaderMap, header};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};

use crate::{
    AccountId, SESSION_COOKIE,
    sessions::{begin_session, end_session_of_token},
};

/// Begins a fresh session and sets its cookie. The session that the browser had before ends, so
/// a secret from before the sign-in is worth nothing after it.
///
/// # Errors
/// A problem of the database.
pub async fn begin_in_browser(
    platform: &Platform,
    headers: &HeaderMap,
    jar: CookieJar,
    account: AccountId,
) -> Result<CookieJar, Problem> {
    let browser =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tx = platform.db.write(Fence::Open).await?;
    if let Some(old) = jar.get(SESSION_COOKIE) {
        end_session_of_token(&tx, old.value(), to_millis(platform.clock.now())).await?;
    }
    let token = begin_session(&tx, platform, account, browser).await?;
    tx.commit().await?;
    Ok(jar.add(session_cookie(platform, token)))
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
