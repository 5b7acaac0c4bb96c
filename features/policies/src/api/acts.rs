//! Approving and withdrawing a document, and its files.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Place2, policies::shape, shapes::PolicyShape};
use crate::{
    document::{Approval, approve, hold, withdraw},
    look::look,
    pages::version_file,
    publish::{is_shown, pages_of},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/policies/{policy}/approve", post(approve_it))
        .route("/api/v1/companies/{company}/policies/{policy}/withdraw", post(withdraw_it))
        .route(
            "/api/v1/companies/{company}/policies/{policy}/versions/{version}/{form}",
            get(version_form),
        )
}

/// What somebody approves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyApproveBody {
    /// `text_sha256` of the document as it was read.
    seen: String,
}

/// Approves what the document says. The last approval that is needed freezes a version.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/approve", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    request_body = PolicyApproveBody,
    responses((status = 200, body = PolicyShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It says something else now."),
        (status = 422, description = "Something that is needed is blank.")))]
pub(super) async fn approve_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApprovePolicies>,
    Path((_, id)): Place2,
    sent: Sent<PolicyApproveBody>,
) -> Result<Json<PolicyShape>, Problem> {
    let words = &context.words;
    match approve(&platform, &scope, (&id, &sent.value.seen)).await? {
        Approval::Complete | Approval::Noted | Approval::Already => {}
        Approval::Moved => return Err(Problem::conflict(words.t("policies-approve-moved"))),
        Approval::NotTheirs => return Err(Problem::forbidden()),
        Approval::Blank => return Err(Problem::invalid(words.t("policies-approve-blank"))),
    }
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Json(shape(&tx, &platform, &scope, &id).await?))
}

/// Takes a document off the list; its versions stay in the records.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/withdraw", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It is public.")))]
pub(super) async fn withdraw_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApprovePolicies>,
    Path((_, id)): Place2,
) -> Result<StatusCode, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let document = hold(&tx, &scope, &id).await?;
    if pages_of(&tx, &document).await?.iter().any(is_shown) {
        return Err(Problem::conflict(context.words.t("policies-withdraw-shown")));
    }
    withdraw(&tx, &platform, &scope, &document).await?;
    look(&tx, &platform, &scope).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The file of a version: `pdf` or `docx`, the same bytes every time.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policies/{policy}/versions/{version}/{form}", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path), ("version" = i64, Path), ("form" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn version_form(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id, number, form)): Path<(String, String, String, String)>,
) -> Result<Response, Problem> {
    version_file(&platform, &scope, (&id, &number, &form)).await
}
