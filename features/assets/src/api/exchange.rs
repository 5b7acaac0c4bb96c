//! Whole files in and out.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_identity::{Allowed, can};
use hikeshi_inventory::{BadRow, MAX_BYTES};
use hikeshi_kernel::clean_line;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    imports::{Choices, bring, discard, prepare, take},
    pages::{export_workbook, policy, upload::fault_text},
};

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_BYTES);
    Router::new()
        .route("/api/v1/companies/{company}/assets-import", post(import).layer(limit))
        .route("/api/v1/companies/{company}/assets-export", get(export))
}

/// How a file is taken.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportQuery {
    /// Its name, for the history.
    name: String,
    /// `true`: only say what would come of it.
    dry_run: bool,
    /// What to do with things that are there already: `fill` (when left out), `replace`, `both`,
    /// `leave`.
    same: String,
    /// The same where something speaks against it; `both` when left out.
    doubtful: String,
}

/// What came of a file.
#[derive(Serialize, ToSchema)]
#[schema(as = AssetImport)]
pub(super) struct ImportShape {
    /// The import, which can be undone on its page; null for a dry run.
    id: Option<Uuid>,
    /// Rows or things of the file, all of them.
    rows: usize,
    /// New assets, or for a dry run rows that are assets.
    taken: usize,
    /// Rows that went into assets that were there.
    merged: usize,
    /// Rows that hold no asset, and rows left out by choice.
    skipped: usize,
    /// Rows to correct: line and reason.
    correct: Vec<BadShape>,
}

/// A row to correct.
#[derive(Serialize, ToSchema)]
#[schema(as = AssetImportMistake)]
pub(super) struct BadShape {
    line: usize,
    /// `open-quote`, `broken-letters`, `long-cell`, `many-columns`, `more-cells`, `no-name`,
    /// `formula`, `many-own`.
    #[schema(value_type = String)]
    why: hikeshi_inventory::WhyBad,
}

/// Takes a file as its columns are guessed: CSV, xlsx, CycloneDX, SPDX, answers of osquery, or what
/// our scripts wrote. The body is the file.
#[utoipa::path(post, path = "/api/v1/companies/{company}/assets-import", tag = "assets",
    params(("company" = Uuid, Path), ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportShape), (status = 401), (status = 403), (status = 404),
        (status = 413), (status = 422, description = "`detail` says why it cannot be read.")))]
pub(super) async fn import(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Query(query): Query<ImportQuery>,
    body: Bytes,
) -> Result<Json<ImportShape>, Problem> {
    let name = clean_line(&query.name, 200).unwrap_or_else(|_| "API".to_owned());
    let brought = bring(&platform, &scope, (&name, body)).await?;
    let row = brought.map_err(|fault| Problem::invalid(fault_text(&context.words, &fault)))?.row;
    let prepared = prepare(&platform, &scope, &row).await?;
    let bad = |one: &BadRow| BadShape { line: one.line, why: one.why };
    let correct: Vec<BadShape> = prepared.bad.iter().map(bad).collect();
    let (rows, records, skipped) = (prepared.rows, prepared.records.len(), prepared.skipped.len());
    if query.dry_run {
        discard(&platform, &scope, &row).await?;
        let merged = prepared.matches.iter().filter(|one| !one.doubtful).count();
        let taken = records - merged;
        return Ok(Json(ImportShape { id: None, rows, taken, merged, skipped, correct }));
    }
    let choices = Choices {
        sure: policy(&query.same).unwrap_or_default(),
        doubtful: policy(&query.doubtful),
        ..Choices::default()
    };
    let sums = take(&platform, &scope, (&row, prepared, &choices)).await?;
    let sums = sums.ok_or_else(|| Problem::internal("a new import was taken by somebody else"))?;
    Ok(Json(ImportShape {
        id: Some(row.id),
        rows: sums.rows,
        taken: sums.taken,
        merged: sums.merged,
        skipped: sums.skipped + sums.left,
        correct,
    }))
}

/// The ledger as xlsx, without secrets and what is retired.
#[utoipa::path(get, path = "/api/v1/companies/{company}/assets-export", tag = "assets",
    params(("company" = Uuid, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 401), (status = 403), (status = 404)))]
pub(super) async fn export(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
) -> Result<Download, Problem> {
    export_workbook(&platform, &context, &scope).await
}
