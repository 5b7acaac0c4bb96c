//! A person's own settings: name, language, and the ways to password and sessions.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Fence;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::person_shell;
use crate::{Person, accounts::rename, audit_open};

#[derive(Template)]
#[template(path = "pages/account.html")]
pub(crate) struct AccountPage {
    shell: Shell,
    person_name: String,
    email: String,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(crate) struct AccountForm {
    name: String,
}

pub(crate) async fn show(context: RequestContext, person: Person) -> Html<AccountPage> {
    let shell = person_shell(&context, &person);
    Html(AccountPage { shell, person_name: person.name, email: person.email })
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
    Posted(form): Posted<AccountForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let name = typed.line("name", &context.words.t("identity-name"), &form.name, 80);
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut shell = person_shell(&context, &person);
        shell.errors = errors;
        let page = AccountPage { shell, person_name: form.name, email: person.email };
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let account = person.account.0;
    let tx = platform.db.write(Fence::Open).await?;
    rename(&tx, person.account, name).await?;
    audit_open(&tx, &platform, Some(account), "account.renamed", ("account", account)).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account").into_response())
}
