//! Choosing a new password with a link from a mail. Ends all sessions and keys of the account,
//! and its other links of that kind: whoever had the account before is out.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{begin_in_browser, link_limit};
use crate::{
    AccountId, LinkPurpose, accounts::about, api_tokens::revoke_all_api_tokens, audit_open,
    end_all_sessions, hash_aside, judge_password, links::end_password_links, read_link,
    set_password, use_link,
};

#[derive(Template)]
#[template(path = "pages/new_password.html")]
pub(crate) struct NewPasswordPage {
    shell: Shell,
    works: bool,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(crate) struct NewPasswordForm {
    password: String,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    link_limit(&platform).check(&context.address)?;
    let works = account_of(&platform, &token).await?.is_some();
    Ok(page(context.shell(), works))
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
    headers: HeaderMap,
    jar: CookieJar,
    Posted(form): Posted<NewPasswordForm>,
) -> Result<Response, Problem> {
    link_limit(&platform).check(&context.address)?;
    let mut shell = context.shell();
    let Some(account) = account_of(&platform, &token).await? else {
        return Ok(page(shell, false));
    };
    let tx = platform.db.read(Fence::Open).await?;
    let (name, email) = about(&tx, account).await?.unwrap_or_default();
    drop(tx);
    if let Err(problem) = judge_password(&form.password, &[&name, &email]) {
        shell.errors.push(FieldError::new("password", context.words.t(problem.key())));
        let page = NewPasswordPage { shell, works: true };
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let hash = hash_aside(form.password).await?;
    let tx = platform.db.write(Fence::Open).await?;
    if !use_link(&tx, &platform, LinkPurpose::NewPassword, &token).await? {
        return Ok(page(shell, false));
    }
    set_password(&tx, account, hash, platform.clock.now()).await?;
    let now = to_millis(platform.clock.now());
    end_all_sessions(&tx, account, now).await?;
    revoke_all_api_tokens(&tx, account, now).await?;
    end_password_links(&tx, account, now).await?;
    let target = ("account", account.0);
    audit_open(&tx, &platform, Some(account.0), "account.password-reset", target).await?;
    tx.commit().await?;
    let jar = begin_in_browser(&platform, &headers, jar, account).await?;
    Ok((jar, Redirect::to("/")).into_response())
}

async fn account_of(platform: &Platform, token: &str) -> Result<Option<AccountId>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    Ok(read_link(&tx, platform, LinkPurpose::NewPassword, token).await?.flatten())
}

/// A link that does not work any more says so, and where to get another.
fn page(shell: Shell, works: bool) -> Response {
    let status = if works { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Html(NewPasswordPage { shell, works }).with_status(status)
}
