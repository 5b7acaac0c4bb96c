//! Writing in a document.

use std::collections::BTreeMap;

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{post, put},
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{TextError, clean_line, clean_text};
use hikeshi_policy::{LONGEST_CLAUSE, LONGEST_TITLE, Label, Towards, read};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Place2, mistakes, policies::shape, shapes::PolicyShape};
use crate::{
    document::{
        Change, Changed, LONGEST_NAME, change, find_document, fresh_id, new_edition,
        take_new_edition,
    },
    pages::checked_values,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/policies/{policy}/edits", post(edit))
        .route("/api/v1/companies/{company}/policies/{policy}/values", put(fill_in))
}

/// One change of the text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyEditBody {
    /// `name`, `write`, `add`, `remove`, `up`, `down`, `rename-section`, `add-section`,
    /// `remove-section`, `section-up`, `section-down` or `take-edition`.
    act: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    clause: String,
    /// The text of a clause, a heading or a name. Variables stand by their names in lenticular
    /// brackets.
    #[serde(default)]
    #[schema(max_length = 2000)]
    text: String,
    /// `revision` of the document as it was read.
    seen: i64,
}

/// What was filled in. Variables that are left out stay as they are; an empty text empties one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyValuesBody {
    values: BTreeMap<String, String>,
    /// `revision` of the document as it was read.
    seen: i64,
}

/// Makes one change and answers the document as it stands then.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/edits", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    request_body = PolicyEditBody,
    responses((status = 200, body = PolicyShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody wrote meanwhile."), (status = 422)))]
pub(super) async fn edit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    sent: Sent<PolicyEditBody>,
) -> Result<Json<PolicyShape>, Problem> {
    let body = sent.value;
    let seen = body.seen;
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let wanted = match body.act.as_str() {
        "take-edition" => match new_edition(&document)? {
            Some(edition) => take_new_edition(&document, edition)?,
            None => return Err(Problem::invalid("act: there is no newer edition")),
        },
        _ => wanted(&platform, body, &document.labels())?,
    };
    match change(&tx, &platform, &scope, (&id, seen), wanted).await? {
        Changed::Done => {}
        Changed::Moved => return Err(Problem::conflict(context.words.t("policies-conflict"))),
        Changed::Refused(_) => return Err(Problem::invalid(context.words.t("policies-too-many"))),
    }
    let shape = shape(&tx, &platform, &scope, &id).await?;
    tx.commit().await?;
    Ok(Json(shape))
}

fn wanted(platform: &Platform, body: PolicyEditBody, labels: &[Label]) -> Result<Change, Problem> {
    let PolicyEditBody { act, section, clause, text, .. } = body;
    let wrong = |error: TextError| Problem::invalid(format!("text: {error}"));
    let line = |max: usize| clean_line(&text, max).map_err(wrong);
    let pieces = || clean_text(&text, LONGEST_CLAUSE).map(|it| read(&it, labels)).map_err(wrong);
    let towards = if act.ends_with("up") { Towards::Start } else { Towards::End };
    Ok(match act.as_str() {
        "name" => Change::Name(line(LONGEST_NAME)?),
        "write" => Change::Write { section, clause, text: pieces()? },
        "add" => {
            let after = Some(clause).filter(|after| !after.is_empty());
            Change::Add { section, after, id: fresh_id(platform), text: pieces()? }
        }
        "remove" => Change::Remove { section, clause },
        "up" | "down" => Change::Move { section, clause, towards },
        "rename-section" => Change::Rename { section, title: line(LONGEST_TITLE)? },
        "add-section" => Change::AddSection { id: fresh_id(platform), title: line(LONGEST_TITLE)? },
        "remove-section" => Change::RemoveSection { section },
        "section-up" | "section-down" => Change::MoveSection { section, towards },
        _ => return Err(Problem::invalid("act: see the description")),
    })
}

/// Fills in values and answers the document as it stands then.
#[utoipa::path(put, path = "/api/v1/companies/{company}/policies/{policy}/values", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    request_body = PolicyValuesBody,
    responses((status = 200, body = PolicyShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody wrote meanwhile."), (status = 422)))]
pub(super) async fn fill_in(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    sent: Sent<PolicyValuesBody>,
) -> Result<Json<PolicyShape>, Problem> {
    let body = sent.value;
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let values = checked_values(&document, &body.values, &context).map_err(|it| mistakes(&it))?;
    let wanted = Change::Values(values);
    if change(&tx, &platform, &scope, (&id, body.seen), wanted).await? != Changed::Done {
        return Err(Problem::conflict(context.words.t("policies-conflict")));
    }
    let shape = shape(&tx, &platform, &scope, &id).await?;
    tx.commit().await?;
    Ok(Json(shape))
}
