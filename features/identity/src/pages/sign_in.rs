//! Signing in with address and password.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{CookieJar, Query};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{begin_in_browser, sign_in_from};
use crate::SignIn;

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    shell: Shell,
    email: String,
    next: String,
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct NextQuery {
    #[serde(default)]
    next: String,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(crate) struct SignInForm {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn show(context: RequestContext, Query(query): Query<NextQuery>) -> Response {
    let page = SignInPage { shell: context.shell(), email: String::new(), next: query.next };
    Html(page).into_response()
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    headers: HeaderMap,
    jar: CookieJar,
    Posted(form): Posted<SignInForm>,
) -> Result<Response, Problem> {
    let error = match sign_in_from(&platform, &context, (&form.email, &form.password)).await? {
        SignIn::Accepted(account) => {
            let jar = begin_in_browser(&platform, &headers, jar, account).await?;
            return Ok((jar, Redirect::to(&local_path(&form.next))).into_response());
        }
        SignIn::Refused => context.words.t("identity-sign-in-refused"),
        SignIn::Locked(seconds) => {
            context.words.t1("identity-sign-in-locked", "minutes", seconds.div_ceil(60))
        }
    };
    let mut shell = context.shell();
    shell.errors = vec![FieldError::new("email", error)];
    let page = SignInPage { shell, email: form.email, next: form.next };
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Only a path of our own is followed: `//other.example` and `https:` are not, nor what browsers
/// read so after dropping tabs and line breaks.
pub(crate) fn local_path(next: &str) -> String {
    let odd = |c: char| c == '\\' || c.is_control();
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    if own { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/c/1"), "/c/1");
        for evil in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""]
        {
            assert_eq!(local_path(evil), "/");
        }
    }
}
