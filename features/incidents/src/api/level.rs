//! Deciding the damage level.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::post,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::clean_text;
use hikeshi_web::{Platform, Problem, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{incidents::check_kinds, shapes::IncidentShape};
use crate::{
    calls::start_round,
    case::{Level, LevelDecision, Purpose, decide_level, incident_of, kinds_of},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/incidents/{incident}/level", post(decide))
}

/// A decision about level and kinds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelBody {
    #[schema(minimum = 0, maximum = 3)]
    level: u8,
    /// Kinds of the fact sheet, the main one first; those of the incident when left out.
    kinds: Option<Vec<String>>,
    /// Why; stands in the record.
    #[schema(max_length = 2000)]
    reason: String,
    /// The version of the incident that was read.
    version: i64,
}

/// Decides the level; for a real incident the call tree of that level begins.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/level", tag = "incidents",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    request_body = LevelBody,
    responses((status = 200, body = IncidentShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody decided meanwhile."), (status = 422)))]
pub(crate) async fn decide(
    State(platform): State<Platform>,
    scope: Allowed<can::SetLevel>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<LevelBody>,
) -> Result<Json<IncidentShape>, Problem> {
    let body = sent.value;
    let level = Level::new(body.level).ok_or_else(|| Problem::invalid("level: 0 to 3"))?;
    let reason = clean_text(&body.reason, 2000)
        .map_err(|error| Problem::invalid(format!("reason: {error}")))?;
    check_kinds(body.kinds.as_deref().unwrap_or_default())?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let decision = LevelDecision {
        level,
        kinds: body.kinds.unwrap_or_else(|| kinds_of(&incident)),
        reason,
        seen_version: Some(body.version),
    };
    match decide_level(&tx, &platform, &scope, &incident, decision).await? {
        Ok(incident) => {
            if incident.purpose == Purpose::Real.name() {
                start_round(&tx, &platform, &scope, &incident, level.number()).await?;
            }
            tx.commit().await?;
            Ok(Json(incident.into()))
        }
        Err(theirs) => Err(Problem::conflict(format!("version {}", theirs.version))),
    }
}
