//! Letting a provider act for the company, and withdrawing that. A withdrawal works at once:
//! the provider's next request finds nothing.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_identity::{
    Allowed, CompanyScope, ProviderId, audit, can, delegate, living_delegations, withdraw,
};
use hikeshi_kernel::to_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;
use serde_json::json;

use super::{
    invite::back,
    settings::{Acting, acting},
};
use crate::{
    companies::{company, hold_company, provider},
    delegation_mail::tell_withdrawal,
    notice::open_incidents,
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/delegation.html")]
struct DelegationPage {
    shell: Shell,
    back: String,
    code: String,
    acting: Option<Acting>,
}

#[derive(Template)]
#[template(path = "pages/delegation_withdraw.html")]
struct WithdrawPage {
    shell: Shell,
    back: String,
    acting: Acting,
    /// How many incidents are open, if any.
    open: Option<usize>,
}

/// What the form posts: the code that the provider shows on its settings page.
#[derive(Debug, Deserialize)]
pub(super) struct CodeForm {
    code: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditDelegation>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, String::new()).await?.into_response())
}

pub(super) async fn grant(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditDelegation>,
    Posted(form): Posted<CodeForm>,
) -> Result<Response, Problem> {
    let typed = hikeshi_kernel::fold_width(form.code.trim());
    let tx = platform.db.write(scope.fence()).await?;
    // Two grants at once come one after the other: the second one sees the first.
    hold_company(&tx, &scope).await?;
    let mistake = match typed.parse().map(ProviderId) {
        Ok(id) if provider(&tx, id).await?.is_some() => match living(&tx, &scope).await? {
            None => {
                delegate(&tx, &platform, scope.company(), id, scope.account()).await?;
                let target = ("provider", id.0);
                audit(&tx, &platform, &scope, "delegation.granted", target, json!({})).await?;
                tx.commit().await?;
                return Ok(back(&scope).into_response());
            }
            Some(_) => "directory-delegation-another",
        },
        _ => "directory-delegation-unknown",
    };
    drop(tx);
    let mut page = page(&platform, &context, &scope, form.code).await?;
    page.0.shell.errors = vec![FieldError::new("code", context.words.t(mistake))];
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub(super) async fn confirm(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditDelegation>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let acting = acting(&tx, &context, &scope).await?.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let open = open_incidents(&company(&tx, &scope).await?, &scope).len();
    let open = (open > 0).then_some(open);
    Ok(Html(WithdrawPage { shell, back: settings(&scope), acting, open }).into_response())
}

pub(super) async fn withdraw_it(
    State(platform): State<Platform>,
    scope: Allowed<can::EditDelegation>,
) -> Result<Response, Problem> {
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(scope.fence()).await?;
    let id = living(&tx, &scope).await?.ok_or_else(Problem::not_found)?;
    withdraw(&tx, scope.company(), id, scope.account(), now).await?;
    let target = ("provider", id.0);
    audit(&tx, &platform, &scope, "delegation.withdrawn", target, json!({})).await?;
    tell_withdrawal(&tx, &platform, &scope, id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=withdrawn", settings(&scope))).into_response())
}

/// The provider that may act now.
pub(super) async fn living(tx: &Tx, scope: &CompanyScope) -> Result<Option<ProviderId>, Problem> {
    let living = living_delegations(tx, scope.company()).await?;
    Ok(living.first().map(|row| ProviderId(row.provider_id)))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    code: String,
) -> Result<Html<DelegationPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    let acting = acting(&tx, context, scope).await?;
    Ok(Html(DelegationPage { shell, back: settings(scope), code, acting }))
}

pub(super) fn settings(scope: &CompanyScope) -> String {
    format!("/c/{}/settings", scope.company())
}
