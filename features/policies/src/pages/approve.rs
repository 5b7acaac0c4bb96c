//! Approving: what the text says, what changed since the last version, and the button.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    compare::{Difference, differences},
    shown::{ShownSection, shown},
};
use crate::document::{
    Approval, Now, approvals_now, approve, find_document, last_version, read_snapshot,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/approve", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/approve.html")]
struct ApprovePage {
    shell: Shell,
    here: String,
    name: String,
    number: i64,
    seen: String,
    required: Vec<String>,
    optional: Vec<String>,
    given: Vec<String>,
    needs: String,
    may: bool,
    mine: bool,
    /// What changed since the last version; `None` for the first one.
    changes: Option<Vec<Difference>>,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
    refused: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ApproveForm {
    seen: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Html<ApprovePage>, Problem> {
    Ok(Html(page(&platform, &context, &scope, &id).await?))
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApprovePolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<ApproveForm>,
) -> Result<Response, Problem> {
    let here = format!("/c/{}/policies/{id}", scope.company());
    let (key, status) = match approve(&platform, &scope, (&id, &form.seen)).await? {
        Approval::Complete => {
            return Ok(Redirect::to(&format!("{here}?done=approved")).into_response());
        }
        Approval::Noted | Approval::Already => {
            return Ok(Redirect::to(&format!("{here}?done=noted")).into_response());
        }
        Approval::Moved => ("policies-approve-moved", StatusCode::CONFLICT),
        Approval::NotTheirs => ("policies-approve-not-theirs", StatusCode::FORBIDDEN),
        Approval::Blank => ("policies-approve-blank", StatusCode::UNPROCESSABLE_ENTITY),
    };
    let mut page = page(&platform, &context, &scope, &id).await?;
    page.refused = page.shell.t(key);
    Ok(Html(page).with_status(status))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<ApprovePage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let now = Now::read(&tx, platform, scope, document).await?;
    let approvals = approvals_now(&tx, &now.document, &now.text_sha256).await?;
    let last = last_version(&tx, &now.document).await?;
    let words = &shell.words;
    let before = last.as_ref().map(read_snapshot).transpose()?;
    let changes = before.map(|before| differences(words, &before.filled, &now.filled));
    let role = |role: &String| words.t(&format!("identity-role-{role}"));
    let roles: Vec<String> = approvals.roles.iter().map(role).collect();
    let roles = roles.join(&words.t("policies-or"));
    let needs = match approvals.needed {
        1 => words.t1("policies-needs-one", "roles", &roles),
        _ => words.t1("policies-needs-two", "roles", &roles),
    };
    let optional = now.blanks.iter().filter(|blank| !now.required.contains(blank)).cloned();
    Ok(ApprovePage {
        here: format!("/c/{}/policies/{}", scope.company(), now.document.row.id),
        name: now.document.row.name.clone(),
        number: last.map_or(0, |row| row.number) + 1,
        optional: optional.collect(),
        given: approvals.given.iter().map(|(_, signed)| signed.name.clone()).collect(),
        mine: approvals.has(scope.account()),
        may: scope.may::<can::ApprovePolicies>(),
        needs,
        changes,
        sections: shown(&now.filled),
        doc_lang: now.document.lang().html(),
        seen: now.text_sha256,
        required: now.required,
        refused: String::new(),
        shell,
    })
}
