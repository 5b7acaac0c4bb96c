//! The first administrator of a fresh installation, with the one-time link that `hikeshi init`
//! prints.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{
    AccountId, CompanyScope, LinkPurpose, Role, audit, audit_open, begin_in_browser,
    end_first_admin_links, hash_aside, join_company, join_provider, judge_password, read_link,
    try_create_account, use_link,
};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;
use serde_json::json;

use crate::companies::{NewCompany, create_company, create_provider};

#[derive(Template)]
#[template(path = "pages/setup.html")]
struct SetupPage {
    shell: Shell,
    works: bool,
    kinds: Vec<Choice>,
    form: SetupForm,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct SetupForm {
    #[serde(default)]
    organisation_kind: String,
    organisation: String,
    person: String,
    email: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let works = works(&platform, &token).await?;
    let status = if works { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok(page(context.shell(), works, SetupForm::default()).with_status(status))
}

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
    headers: HeaderMap,
    jar: CookieJar,
    Posted(form): Posted<SetupForm>,
) -> Result<Response, Problem> {
    let mut shell = context.shell();
    if !works(&platform, &token).await? {
        return Ok(page(shell, false, form).with_status(StatusCode::NOT_FOUND));
    }
    let mut typed = Typed::new(&context.words);
    let clean = read(&context, &form, &mut typed);
    shell.errors = typed.errors();
    if !shell.errors.is_empty() {
        return Ok(page(shell, true, form).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let hash = hash_aside(form.password.clone()).await?;
    let tx = platform.db.write(Fence::Open).await?;
    if !use_link(&tx, &platform, LinkPurpose::FirstAdmin, &token).await? {
        return Ok(page(shell, false, form).with_status(StatusCode::NOT_FOUND));
    }
    end_first_admin_links(&tx, &platform).await?;
    let name = (clean.person.as_str(), clean.email.as_str());
    let Some(account) = try_create_account(&tx, &platform, name, Some(hash), true).await? else {
        drop(tx);
        let mut typed = Typed::new(&context.words);
        typed.mistake("email", context.words.t("directory-setup-email-taken"));
        shell.errors = typed.errors();
        return Ok(page(shell, true, form).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    make_organisation(&tx, &platform, &clean, account).await?;
    let target = ("account", account.0);
    audit_open(&tx, &platform, Some(account.0), "installation.set-up", target).await?;
    tx.commit().await?;
    let jar = begin_in_browser(&platform, &headers, jar, account).await?;
    Ok((jar, Redirect::to("/")).into_response())
}

async fn works(platform: &Platform, token: &str) -> Result<bool, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    Ok(read_link(&tx, platform, LinkPurpose::FirstAdmin, token).await?.is_some())
}

fn read(context: &RequestContext, form: &SetupForm, typed: &mut Typed<'_>) -> SetupForm {
    let words = &context.words;
    if !["company", "provider"].contains(&form.organisation_kind.as_str()) {
        typed.mistake("organisation_kind", words.t("directory-setup-kind-missing"));
    }
    let label = words.t("directory-setup-organisation");
    let organisation = typed.line("organisation", &label, &form.organisation, 100);
    let person = typed.line("person", &words.t("directory-setup-person"), &form.person, 80);
    let email = typed.email("email", &words.t("directory-email"), &form.email);
    if let Err(problem) = judge_password(&form.password, &[&person, &email, &organisation]) {
        typed.mistake("password", words.t(problem.key()));
    }
    let organisation_kind = form.organisation_kind.clone();
    SetupForm { organisation_kind, organisation, person, email, password: String::new() }
}

async fn make_organisation(
    tx: &Tx,
    platform: &Platform,
    clean: &SetupForm,
    account: AccountId,
) -> Result<(), Problem> {
    if clean.organisation_kind == "provider" {
        let provider = create_provider(tx, platform, (&clean.organisation, "", "")).await?;
        join_provider(tx, platform, account, provider, Role::Admin).await?;
        let target = ("provider", provider.0);
        audit_open(tx, platform, Some(account.0), "provider.created", target).await?;
        return Ok(());
    }
    let new = NewCompany { name: clean.organisation.clone(), ..NewCompany::default() };
    let company = create_company(tx, platform, &new).await?;
    join_company(tx, platform, account, company, Role::Officer, None).await?;
    let scope = CompanyScope::of_program(company, "setup");
    let detail = json!({ "officer": account });
    audit(tx, platform, &scope, "company.created", ("company", company.0), detail).await?;
    Ok(())
}

fn page(shell: Shell, works: bool, form: SetupForm) -> Html<SetupPage> {
    let kind = |value: &str, key: &str, hint: &str| {
        Choice::new(value, shell.t(key)).with_hint(shell.t(hint))
    };
    let kinds = vec![
        kind("company", "directory-setup-company", "directory-setup-company-hint"),
        kind("provider", "directory-setup-provider", "directory-setup-provider-hint"),
    ];
    Html(SetupPage { shell, works, kinds, form })
}
