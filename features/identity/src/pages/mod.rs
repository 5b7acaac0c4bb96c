//! Pages of this slice, one file each, and their routes.

mod account;
mod account_password;
mod account_sessions;
mod browser;
mod forgot;
mod invitation;
mod new_password;
mod sign_in;
mod sign_in_link;
mod sign_out;

use std::{net::IpAddr, sync::OnceLock};

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_ui::{PersonHead, Shell};
use hikeshi_web::{Attempts, Limiter, Platform, Problem, RequestContext};

use crate::{Person, SignIn, accounts::try_sign_in};

pub use account_sessions::browser_name;
pub use browser::begin_in_browser;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-in/link/{token}", get(sign_in_link::show))
        .route("/sign-out", post(sign_out::submit))
        .route("/forgot", get(forgot::show).post(forgot::submit))
        .route("/new-password/{token}", get(new_password::show).post(new_password::submit))
        .route("/invitation/{token}", get(invitation::show).post(invitation::submit))
        .route("/account", get(account::show).post(account::submit))
        .route("/account/password", get(account_password::show).post(account_password::submit))
        .route("/account/sessions", get(account_sessions::show))
        .route("/account/sessions/end-others", post(account_sessions::end_others))
        .route("/account/sessions/{session}/end", post(account_sessions::end_one))
}

/// The frame of a page that belongs to a person, not to a company or provider.
#[must_use]
pub fn person_shell(context: &RequestContext, person: &Person) -> Shell {
    let mut shell = context.shell();
    let (name, role_label) = (person.name.clone(), person.email.clone());
    shell.person = Some(PersonHead { name, role_label });
    shell
}

/// Tries a password. What fails is counted for the client's address, what succeeds is not: a whole
/// office may come from one address.
///
/// # Errors
/// 429 after too many failures; those of [`try_sign_in`].
async fn sign_in_from(
    platform: &Platform,
    context: &RequestContext,
    (email, password): (&str, &str),
) -> Result<SignIn, Problem> {
    static FAILURES: OnceLock<Attempts<IpAddr>> = OnceLock::new();
    let failures =
        FAILURES.get_or_init(|| Attempts::per_minute(platform.config.limits.sign_in_per_minute));
    failures.begin(&context.address, platform.clock.now())?;
    let outcome = try_sign_in(platform, email, password).await?;
    if matches!(outcome, SignIn::Accepted(_)) {
        failures.forgive(&context.address);
    }
    Ok(outcome)
}

/// Links of invitations and for new passwords that one address opens, for the life of the program.
fn link_limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    LIMIT.get_or_init(|| Limiter::per_minute(platform.config.limits.sign_in_per_minute))
}

/// Links for new passwords that one address asks for; apart from signing in, so that neither uses
/// the other up.
fn forgot_limit(platform: &Platform) -> &'static Limiter<IpAddr> {
    static LIMIT: OnceLock<Limiter<IpAddr>> = OnceLock::new();
    LIMIT.get_or_init(|| Limiter::per_minute(platform.config.limits.sign_in_per_minute))
}
