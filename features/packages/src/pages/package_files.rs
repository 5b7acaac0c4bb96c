//! Fetching a package, and papers that came with one.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, audit, can};
use hikeshi_incidents::{case::view_incident, model::OfIncident as _};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;

use super::id_of;
use crate::{
    export::find_export,
    model::{package_export, package_paper},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/package/{export}/file", get(fetch))
        .route("/c/{company}/incidents/{incident}/package-papers/{paper}", get(paper))
}

type Place3 = Path<(String, String, String)>;

async fn fetch(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ExportCase>,
    Path((_, incident, export)): Place3,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_export(&tx, &incident, id_of(&export)?).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let now = to_millis(platform.clock.now());
    let open = row.until_at.is_some_and(|until| now < until);
    let blob = row.blob_id.filter(|_| open).ok_or_else(Problem::not_found)?;
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    let tx = platform.db.write(scope.fence()).await?;
    package_export::Entity::update_many()
        .col_expr(
            package_export::Column::Fetched,
            Expr::col(package_export::Column::Fetched).add(1),
        )
        .filter(package_export::Column::Id.eq(row.id))
        .filter(package_export::Column::CompanyId.eq(row.company_id))
        .exec(tx.conn())
        .await?;
    let detail = json!({ "package": row.id, "sha256": row.sha256 });
    audit(&tx, &platform, &scope, "package.fetched", ("incident", incident.id), detail).await?;
    tx.commit().await?;
    tracing::info!(request = context.id, package = %row.id, "a package goes out");
    let file = Download {
        name: row.file_name,
        mime: "application/octet-stream",
        inline: false,
        body: Body::from_stream(bytes),
    };
    let mut response = file.into_response();
    if let Some(size) = row.size {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    Ok(response)
}

/// A paper of another installation is data: it is saved, never opened inside a page.
async fn paper(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper)): Place3,
) -> Result<Download, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let find = package_paper::Entity::find_by_id(id_of(&paper)?).of_incident(&incident);
    let row = find.one(tx.conn()).await?.ok_or_else(Problem::not_found)?;
    // Outsiders get what this company approved, not what came from elsewhere.
    if !scope.may::<can::ViewDrafts>() {
        return Err(Problem::not_found());
    }
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let blob = row.blob_id.ok_or_else(Problem::not_found)?;
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    Ok(Download {
        name: row.file_name,
        mime: "application/octet-stream",
        inline: false,
        body: Body::from_stream(bytes),
    })
}
