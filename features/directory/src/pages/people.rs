//! Ending a person's role in a company. The last officer's role cannot end.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use hikeshi_identity::{
    Allowed, CompanyScope, EndRole, Member, audit, can, end_company_role, members_of_company,
};
use hikeshi_kernel::to_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde_json::json;

use super::{id_of, invite::back};
use crate::shell::{Place, company_shell};

#[derive(Template)]
#[template(path = "pages/people_end.html")]
struct EndPage {
    shell: Shell,
    back: String,
    person: Member,
}

pub(super) async fn confirm(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::InvitePeople>,
    Path((_, membership)): Path<(String, String)>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, &membership).await?.into_response())
}

pub(super) async fn end(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::InvitePeople>,
    Path((_, membership)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = id_of(&membership)?;
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(scope.fence()).await?;
    match end_company_role(&tx, scope.company(), id, now).await? {
        EndRole::Ended => {}
        EndRole::Unknown => return Err(Problem::not_found()),
        EndRole::Last => {
            drop(tx);
            let mut page = page(&platform, &context, &scope, &membership).await?;
            let text = context.words.t("directory-people-last-officer");
            page.0.shell.errors = vec![FieldError::new("", text)];
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    }
    audit(&tx, &platform, &scope, "role.ended", ("membership", id), json!({})).await?;
    tx.commit().await?;
    Ok(back(&scope).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    membership: &str,
) -> Result<Html<EndPage>, Problem> {
    let id = id_of(membership)?;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    let people = members_of_company(&tx, scope.company()).await?;
    let person = people.into_iter().find(|person| person.membership == id);
    let person = person.ok_or_else(Problem::not_found)?;
    let back = format!("/c/{}/settings", scope.company());
    Ok(Html(EndPage { shell, back, person }))
}
