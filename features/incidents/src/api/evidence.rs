//! The list of evidence; the files themselves are fetched on the pages, where it is recorded.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Platform, Problem};

use super::shapes::EvidenceShape;
use crate::{case::view_incident, evidence::list_exhibits};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/incidents/{incident}/evidence", get(list))
}

/// All evidence of an incident with its hashes.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/evidence", tag = "evidence",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<EvidenceShape>), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewEvidence>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Vec<EvidenceShape>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let rows = list_exhibits(&tx, &incident).await?;
    Ok(Json(rows.into_iter().map(EvidenceShape::from).collect()))
}
