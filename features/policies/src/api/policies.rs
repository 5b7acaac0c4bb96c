//! Templates, the list of documents, one of them, beginning one.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::api::{Once, answer};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    Place2, Place3,
    shapes::{LineShape, PolicyShape, TemplateShape},
};
use crate::{
    document::{
        NewDocument, Now, approvals_now, begin, find_document, find_version, langs_of, standing_of,
        standings,
    },
    look::look,
    templates::{template, templates},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/policies", get(list).post(begin_one))
        .route("/api/v1/companies/{company}/policy-templates", get(templates_list))
        .route("/api/v1/companies/{company}/policies/{policy}", get(show))
        .route("/api/v1/companies/{company}/policies/{policy}/versions/{version}", get(version))
}

/// A document to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPolicyBody {
    /// Id of a template.
    template: String,
    /// `ja` or `en`; `ja` when left out.
    #[serde(default)]
    language: String,
}

/// The templates on board.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policy-templates", tag = "policies",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = Vec<TemplateShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn templates_list(
    context: RequestContext,
    _scope: Allowed<can::EditPolicies>,
) -> Result<Json<Vec<TemplateShape>>, Problem> {
    let all = templates()?.iter().map(|template| TemplateShape::new(template, &context.words));
    Ok(Json(all.collect()))
}

/// The documents of the company. Whoever may not edit sees those with a version in force.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policies", tag = "policies",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = Vec<LineShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
) -> Result<Json<Vec<LineShape>>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut all = standings(&tx, &platform, &scope).await?;
    if !scope.may::<can::EditPolicies>() {
        all.retain(|one| one.version.is_some());
    }
    Ok(Json(all.iter().map(LineShape::new).collect()))
}

/// Begins a document from a template, with what the company has entered filled in.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies", tag = "policies",
    params(("company" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = NewPolicyBody,
    responses((status = 201, body = PolicyShape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(super) async fn begin_one(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    headers: HeaderMap,
    sent: Sent<NewPolicyBody>,
) -> Result<Response, Problem> {
    let once = Once::of(&headers, &scope, ("policies", &sent.sha256))?;
    let body = sent.value;
    let Some(template) = template(&body.template)? else {
        return Err(Problem::invalid("template: the id of a template"));
    };
    let named = langs_of().into_iter().find(|lang| lang.code() == body.language);
    let lang = match (named, body.language.as_str()) {
        (Some(lang), _) => lang,
        (None, "") => hikeshi_kernel::Lang::Ja,
        _ => return Err(Problem::invalid("language: ja, en")),
    };
    let (clock, rng) = platform.chance();
    let new = NewDocument { id: new_uuid(clock, rng), template, lang };
    let tx = platform.db.write(scope.fence()).await?;
    if let Some(once) = &once
        && let Some(before) = once.before(&tx).await?
    {
        return Ok(before);
    }
    let id = begin(&tx, &platform, &scope, &new).await?;
    look(&tx, &platform, &scope).await?;
    let shape = shape(&tx, &platform, &scope, &id.to_string()).await?;
    let json = serde_json::to_string(&shape)?;
    if let Some(once) = once {
        once.keep(&tx, &platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED.as_u16(), json))
}

/// One document as it stands now.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policies/{policy}", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    responses((status = 200, body = PolicyShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Json<PolicyShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Json(shape(&tx, &platform, &scope, &id).await?))
}

/// An approved version as it was frozen.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policies/{policy}/versions/{version}", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path), ("version" = i64, Path)),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn version(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id, number)): Place3,
) -> Result<Json<Value>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let version = find_version(&tx, &document, &number).await?;
    Ok(Json(serde_json::from_str(&version.snapshot_json)?))
}

/// The document whose id stands in a path.
pub(super) async fn shape(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<PolicyShape, Problem> {
    let document = find_document(tx, scope, id).await?;
    let now = Now::read(tx, platform, scope, document).await?;
    let standing = standing_of(tx, platform, scope, &now).await?;
    let approvals = approvals_now(tx, &now.document, &now.text_sha256).await?;
    Ok(PolicyShape::new(&standing, now, &approvals))
}
