//! The help address of a company: what it is, the poster, replacing it.

use askama::Template;
use axum::{extract::State, response::Redirect};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;
use serde_json::json;

use crate::{
    companies::{company, poster_hangs as poster_now_hangs},
    help_address::{replace_seen_help_token, seen_of},
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/help_address.html")]
pub(super) struct HelpAddressPage {
    shell: Shell,
    home: String,
    address: String,
    since: String,
    hangs_since: Option<String>,
    may_edit: bool,
}

#[derive(Template)]
#[template(path = "pages/help_replace.html")]
pub(super) struct ReplacePage {
    shell: Shell,
    home: String,
    /// Names the address that is replaced, so that sending the form twice replaces once.
    seen: String,
}

/// What the form of replacing posts.
#[derive(Debug, Deserialize)]
pub(super) struct ReplaceForm {
    #[serde(default)]
    seen: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewCompany>,
) -> Result<Html<HelpAddressPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = company(&tx, &scope).await?;
    Ok(Html(HelpAddressPage {
        shell: company_shell(&tx, &scope, &context, Place::Help).await?,
        home: home(&scope),
        address: platform.public(&format!("/help/{}", row.help_token)),
        since: context.words.date_time(from_millis(row.help_token_at)),
        hangs_since: row.poster_at.map(|at| context.words.date_time(from_millis(at))),
        may_edit: scope.may::<can::EditHelpAddress>(),
    }))
}

pub(super) async fn poster_hangs(
    State(platform): State<Platform>,
    scope: Allowed<can::EditHelpAddress>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    poster_now_hangs(&tx, &platform, &scope).await?;
    log(&tx, &platform, &scope, "help-address.poster-hangs").await?;
    tx.commit().await?;
    Ok(back(&scope))
}

pub(super) async fn confirm(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditHelpAddress>,
) -> Result<Html<ReplacePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Help).await?;
    let seen = seen_of(&company(&tx, &scope).await?);
    Ok(Html(ReplacePage { shell, home: home(&scope), seen }))
}

pub(super) async fn replace(
    State(platform): State<Platform>,
    scope: Allowed<can::EditHelpAddress>,
    Posted(form): Posted<ReplaceForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    if replace_seen_help_token(&tx, &platform, &scope, &form.seen).await? {
        log(&tx, &platform, &scope, "help-address.replaced").await?;
        tx.commit().await?;
    }
    Ok(back(&scope))
}

async fn log(
    tx: &hikeshi_db::Tx,
    platform: &Platform,
    scope: &CompanyScope,
    action: &'static str,
) -> Result<(), Problem> {
    let target = ("company", scope.company().0);
    Ok(audit(tx, platform, scope, action, target, json!({})).await?)
}

fn home(scope: &CompanyScope) -> String {
    format!("/c/{}", scope.company())
}

fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("{}/help-address", home(scope)))
}
