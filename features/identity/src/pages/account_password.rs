//! Changing the own password. It asks for the current one, so that a browser left open is not
//! enough, and ends the person's other sessions.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::{person_shell, sign_in_from};
use crate::{
    Person, SignIn, audit_open, end_other_sessions, hash_aside, judge_password, set_password,
};

#[derive(Template)]
#[template(path = "pages/account_password.html")]
pub(crate) struct PasswordPage {
    shell: Shell,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(crate) struct PasswordForm {
    current: String,
    password: String,
}

pub(crate) async fn show(context: RequestContext, person: Person) -> Html<PasswordPage> {
    Html(PasswordPage { shell: person_shell(&context, &person) })
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    match sign_in_from(&platform, &context, (&person.email, &form.current)).await? {
        SignIn::Accepted(_) => {}
        SignIn::Refused => typed.mistake("current", context.words.t("identity-current-wrong")),
        SignIn::Locked(seconds) => {
            let minutes = seconds.div_ceil(60);
            let text = context.words.t1("identity-sign-in-locked", "minutes", minutes);
            typed.mistake("current", text);
        }
    }
    if let Err(problem) = judge_password(&form.password, &[&person.name, &person.email]) {
        typed.mistake("password", context.words.t(problem.key()));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut shell = person_shell(&context, &person);
        shell.errors = errors;
        return Ok(Html(PasswordPage { shell }).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let hash = hash_aside(form.password).await?;
    let account = person.account.0;
    let tx = platform.db.write(Fence::Open).await?;
    set_password(&tx, person.account, hash, platform.clock.now()).await?;
    end_other_sessions(&tx, &person, to_millis(platform.clock.now())).await?;
    let target = ("account", account);
    audit_open(&tx, &platform, Some(account), "account.password-changed", target).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/sessions").into_response())
}
