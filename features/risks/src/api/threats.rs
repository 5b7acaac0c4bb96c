//! Judgements of threats.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{get, put},
};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::clean_text;
use hikeshi_risk::Level;
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    answers::answers_on,
    content::risk_model,
    threats::{Judged, judge, judgements},
};

/// Letters of a note.
const NOTE: usize = 400;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/risk-threats", get(list))
        .route("/api/v1/companies/{company}/risk-threats/{threat}", put(judge_it))
}

/// A threat with the company's judgement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RiskThreat)]
pub(super) struct ThreatShape {
    id: String,
    title: String,
    media: Vec<String>,
    /// 1 to 3; null: not judged.
    likelihood: Option<i64>,
    weakness: Option<i64>,
    /// What the last finished self-checks suggest; it counts only once a person confirms it.
    proposed_weakness: Option<u8>,
    note: String,
    confirmed_by: String,
    /// 0: nobody judged it. Send it back with a judgement.
    revision: i64,
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RiskJudgement)]
pub(super) struct JudgementBody {
    /// The revision that was read.
    seen: i64,
    /// 1 to 3, or null.
    likelihood: Option<i64>,
    /// 1 to 3, or null.
    weakness: Option<i64>,
    #[serde(default)]
    #[schema(max_length = 400)]
    note: String,
}

/// All threats of the model.
#[utoipa::path(get, path = "/api/v1/companies/{company}/risk-threats", tag = "risks",
    params(("company" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ThreatShape>), (status = 401), (status = 403),
        (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
) -> Result<Json<Vec<ThreatShape>>, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let judged = judgements(&tx, &scope).await?;
    let answers = answers_on(&tx, &scope).await?;
    let shapes = model.threats.iter().map(|threat| {
        let row = judged.iter().find(|row| row.threat == threat.id);
        let proposed = model.propose(threat, &answers.answers);
        ThreatShape {
            id: threat.id.clone(),
            title: plain(threat.title.get(context.lang)),
            media: threat.media.clone(),
            likelihood: row.and_then(|row| row.likelihood),
            weakness: row.and_then(|row| row.weakness),
            proposed_weakness: proposed.map(|one| one.weakness.number()),
            note: row.map(|row| row.note.clone()).unwrap_or_default(),
            confirmed_by: row.map(|row| row.confirmed_by.clone()).unwrap_or_default(),
            revision: row.map_or(0, |row| row.revision),
        }
    });
    Ok(Json(shapes.collect()))
}

/// Confirms a judgement; `seen` is the revision that was read.
#[utoipa::path(put, path = "/api/v1/companies/{company}/risk-threats/{threat}", tag = "risks",
    params(("company" = uuid::Uuid, Path), ("threat" = String, Path)), request_body = JudgementBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(super) async fn judge_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, threat)): Path<(String, String)>,
    sent: Sent<JudgementBody>,
) -> Result<axum::http::StatusCode, Problem> {
    let threat = risk_model()?.threat(&threat).ok_or_else(Problem::not_found)?;
    let body = sent.value;
    let level = |field: &str, number: Option<i64>| {
        let wrong = |_| Problem::invalid(format!("{field}: 1, 2, 3"));
        number.map(Level::try_from).transpose().map_err(wrong)
    };
    let note = match body.note.trim() {
        "" => String::new(),
        note => {
            clean_text(note, NOTE).map_err(|error| Problem::invalid(format!("note: {error}")))?
        }
    };
    let judged = Judged {
        likelihood: level("likelihood", body.likelihood)?,
        weakness: level("weakness", body.weakness)?,
        because: String::new(),
        note,
    };
    let tx = platform.db.write(scope.fence()).await?;
    if !judge(&tx, &platform, &scope, (threat, body.seen, &judged)).await? {
        return Err(Problem::conflict(context.words.t("risks-conflict")));
    }
    tx.commit().await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
