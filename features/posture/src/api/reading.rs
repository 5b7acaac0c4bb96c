//! Reading assessments.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::Response,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::api::answer;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::shapes::{AssessmentShape, ListShape, WholeShape};
use crate::{
    assessment::{assessments, find},
    export::answers_xlsx,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/assessments", get(list))
        .route("/api/v1/companies/{company}/assessments/{assessment}", get(show))
        .route("/api/v1/companies/{company}/assessments/{assessment}/report.pdf", get(report))
        .route("/api/v1/companies/{company}/assessments/{assessment}/answers.xlsx", get(table))
}

/// All assessments of the company.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assessments", tag = "assessments",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = ListShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let rows = assessments(&tx, &scope).await?;
    let all = rows.iter().map(AssessmentShape::try_from).collect::<Result<_, _>>()?;
    Ok(answer(200, serde_json::to_string(&ListShape { assessments: all })?))
}

/// One assessment with its answers and its score.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assessments/{assessment}", tag = "assessments",
    params(("company" = Uuid, Path), ("assessment" = Uuid, Path)),
    responses((status = 200, body = WholeShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(answer(200, whole(&tx, &scope, &id).await?))
}

/// An assessment as it stands now, as JSON.
pub(super) async fn whole(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<String, Problem> {
    let found = find(tx, scope, id).await?;
    let answers = found.answers(tx).await?;
    let score = found.score(&answers)?;
    let assessment = AssessmentShape::try_from(&found.row)?;
    Ok(serde_json::to_string(&WholeShape { assessment, answers, score })?)
}

/// The report of a finished assessment, as it was frozen.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assessments/{assessment}/report.pdf", tag = "assessments",
    params(("company" = Uuid, Path), ("assessment" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 401), (status = 403),
        (status = 404, description = "No such assessment, or it is not finished.")))]
pub(super) async fn report(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let found = find(&tx, &scope, &id).await?;
    let blob = found.row.report_blob_id.ok_or_else(Problem::not_found)?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let body = Body::from_stream(platform.blobs.open_stream(&key, blob).await?);
    let name = format!("{}.pdf", found.row.catalogue);
    Ok(Download { name, mime: "application/pdf", inline: false, body })
}

/// The answers as a workbook.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assessments/{assessment}/answers.xlsx", tag = "assessments",
    params(("company" = Uuid, Path), ("assessment" = Uuid, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 401), (status = 403), (status = 404)))]
pub(super) async fn table(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let found = find(&tx, &scope, &id).await?;
    let answers = found.answers(&tx).await?;
    drop(tx);
    let score = found.score(&answers)?;
    let body = Body::from(answers_xlsx(&context.words, &found, (&answers, &score))?);
    let name = format!("{}.xlsx", found.row.catalogue);
    let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(Download { name, mime, inline: false, body })
}
