//! Allowing the provider to approve papers and to give them out in the company's name. The
//! provider's next request knows it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{Allowed, audit, can, let_file};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;
use serde_json::json;

use super::{
    delegation::{living, settings},
    settings::{Acting, acting},
};
use crate::{
    companies::hold_company,
    delegation_mail::tell_filing,
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/delegation_filing.html")]
pub(super) struct FilingPage {
    shell: Shell,
    back: String,
    acting: Acting,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(super) struct FilingForm {
    /// `yes` to allow it; anything else takes it back.
    #[serde(default)]
    allow: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditDelegation>,
) -> Result<Html<FilingPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let acting = acting(&tx, &context, &scope).await?.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    Ok(Html(FilingPage { shell, back: settings(&scope), acting }))
}

pub(super) async fn save(
    State(platform): State<Platform>,
    scope: Allowed<can::EditDelegation>,
    Posted(form): Posted<FilingForm>,
) -> Result<Response, Problem> {
    let may_file = form.allow == "yes";
    let tx = platform.db.write(scope.fence()).await?;
    hold_company(&tx, &scope).await?;
    let id = living(&tx, &scope).await?.ok_or_else(Problem::not_found)?;
    // A form sent twice changes nothing and mails nobody.
    if let_file(&tx, scope.company(), id, may_file).await? {
        let act = match may_file {
            true => "delegation.filing-allowed",
            false => "delegation.filing-taken-back",
        };
        audit(&tx, &platform, &scope, act, ("provider", id.0), json!({})).await?;
        tell_filing(&tx, &platform, &scope, (id, may_file)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=filing", settings(&scope))).into_response())
}
