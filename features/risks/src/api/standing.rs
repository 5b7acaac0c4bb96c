//! Counts by band.

use axum::{Json, Router, extract::State, routing::get};
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::standing;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/risk-standing", get(show))
}

/// How many rows are in each band.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = RiskStanding)]
pub(super) struct StandingShape {
    rows: i64,
    large: i64,
    medium: i64,
    small: i64,
    /// Rows of which nothing is known yet.
    open: i64,
    /// Large and medium ones without a treatment or acceptance.
    untreated: i64,
}

/// How the company stands.
#[utoipa::path(get, path = "/api/v1/companies/{company}/risk-standing", tag = "risks",
    params(("company" = uuid::Uuid, Path)),
    responses((status = 200, body = StandingShape), (status = 401), (status = 403),
        (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewRisks>,
) -> Result<Json<StandingShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = standing(&tx, &scope).await?;
    Ok(Json(row.map_or_else(StandingShape::default, |row| StandingShape {
        rows: row.rows,
        large: row.large,
        medium: row.medium,
        small: row.small,
        open: row.open,
        untreated: row.untreated,
    })))
}
