//! Accepting an invitation: with the own password when there is an account, else by making one.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::Fence;
use hikeshi_tlog::{Entry, append};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::{begin_in_browser, link_limit, sign_in_from};
use crate::{
    AccountId, SignIn,
    accounts::{find, try_create_account},
    hash_aside,
    invitations::{accept, read_invitation},
    judge_password,
    model::invitation,
};

#[derive(Template)]
#[template(path = "pages/invitation.html")]
struct InvitationPage {
    shell: Shell,
    invited: Option<Invited>,
    person_name: String,
}

struct Invited {
    organisation: String,
    role: String,
    email: String,
    has_account: bool,
}

/// What the form posts; `name` only for a new account.
#[derive(Debug, Deserialize)]
pub(crate) struct InvitationForm {
    #[serde(default)]
    name: String,
    password: String,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    link_limit(&platform).check(&context.address)?;
    let Some((row, has_account)) = invited(&platform, &token).await? else {
        return Ok(over(&context));
    };
    let person_name = row.name.clone();
    let page = InvitationPage {
        shell: context.shell(),
        invited: Some(described(&context, &row, has_account)),
        person_name,
    };
    Ok(Html(page).into_response())
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
    headers: HeaderMap,
    jar: CookieJar,
    Posted(form): Posted<InvitationForm>,
) -> Result<Response, Problem> {
    link_limit(&platform).check(&context.address)?;
    let Some((row, has_account)) = invited(&platform, &token).await? else {
        return Ok(over(&context));
    };
    let mut typed = Typed::new(&context.words);
    let account = if has_account {
        known_account(&platform, &context, &row.email, &form.password, &mut typed).await?
    } else {
        check_new(&context, &row, &form, &mut typed);
        None
    };
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut shell = context.shell();
        shell.errors = errors;
        let invited = Some(described(&context, &row, has_account));
        let page = InvitationPage { shell, invited, person_name: form.name };
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let Some(account) = join(&platform, &row, account, form).await? else {
        return Ok(over(&context));
    };
    let jar = begin_in_browser(&platform, &headers, jar, account).await?;
    Ok((jar, Redirect::to("/")).into_response())
}

/// The invitation of the link, and whether its address has an account.
async fn invited(
    platform: &Platform,
    token: &str,
) -> Result<Option<(invitation::Model, bool)>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let Some(row) = read_invitation(&tx, platform, token).await? else { return Ok(None) };
    let has_account = find(&tx, &row.email).await?.is_some();
    Ok(Some((row, has_account)))
}

async fn known_account(
    platform: &Platform,
    context: &RequestContext,
    email: &str,
    password: &str,
    typed: &mut Typed<'_>,
) -> Result<Option<AccountId>, Problem> {
    match sign_in_from(platform, context, (email, password)).await? {
        SignIn::Accepted(account) => return Ok(Some(account)),
        SignIn::Refused => typed.mistake("password", context.words.t("identity-current-wrong")),
        SignIn::Locked(seconds) => {
            let minutes = seconds.div_ceil(60);
            let text = context.words.t1("identity-sign-in-locked", "minutes", minutes);
            typed.mistake("password", text);
        }
    }
    Ok(None)
}

fn check_new(
    context: &RequestContext,
    row: &invitation::Model,
    form: &InvitationForm,
    typed: &mut Typed<'_>,
) {
    let name = typed.line("name", &context.words.t("identity-name"), &form.name, 80);
    if let Err(problem) = judge_password(&form.password, &[&name, &row.email, &row.organisation]) {
        typed.mistake("password", context.words.t(problem.key()));
    }
}

/// Makes the account if there is none and gives the role, in one transaction; `None` when the
/// invitation was used, or the account made, in the meantime.
async fn join(
    platform: &Platform,
    row: &invitation::Model,
    account: Option<AccountId>,
    form: InvitationForm,
) -> Result<Option<AccountId>, Problem> {
    let hash = match account {
        Some(_) => None,
        None => Some(hash_aside(form.password).await?),
    };
    let tx = platform.db.write(Fence::Open).await?;
    let account = match account {
        Some(account) => Some(account),
        None => {
            let name = hikeshi_kernel::clean_line(&form.name, 80)?;
            try_create_account(&tx, platform, (&name, &row.email), hash, false).await?
        }
    };
    let Some(account) = account else { return Ok(None) };
    if !accept(&tx, platform, row, account).await? {
        return Ok(None);
    }
    let mut entry = Entry::new("person", Some(account.0), "invitation.accepted")
        .target("invitation", Some(row.id))
        .detail(serde_json::json!({ "role": row.role }));
    if let Some(company) = row.company_id {
        entry = entry.tenant(company);
    }
    append(tx.conn(), &*platform.clock, entry).await?;
    tx.commit().await?;
    Ok(Some(account))
}

fn described(context: &RequestContext, row: &invitation::Model, has_account: bool) -> Invited {
    Invited {
        organisation: row.organisation.clone(),
        role: context.words.t(&format!("identity-role-{}", row.role)),
        email: row.email.clone(),
        has_account,
    }
}

/// The page of a link that does not work any more.
fn over(context: &RequestContext) -> Response {
    let page = InvitationPage { shell: context.shell(), invited: None, person_name: String::new() };
    Html(page).with_status(StatusCode::NOT_FOUND)
}
