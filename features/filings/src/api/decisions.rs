//! Deciding about a duty: report, reported, or do not report because.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{api::answer, case::view_incident};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Place3,
    duties::{DutyShape, duties_json},
    mistakes::mistakes,
};
use crate::{
    duties::{NewDecision, decide_duty},
    pages::duty_form::DutyForm,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/duties/{duty}", post(decide))
}

/// A decision about a duty.
#[derive(Deserialize, ToSchema)]
#[schema(as = DutyDecisionBody)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionBody {
    /// `report`, `reported` or `do-not-report`.
    choice: String,
    /// Why; must not be empty for `do-not-report`.
    #[serde(default)]
    #[schema(max_length = 2000)]
    because: String,
    /// For `reported`: when (RFC 3339, or as people write it).
    #[serde(default)]
    done_at: String,
    /// The number or name that the office gave.
    #[serde(default)]
    #[schema(max_length = 200)]
    receipt: String,
    /// `basis` of the duty as it was read.
    basis: String,
    /// `revision` of the decision as it was read; 0 for none.
    seen: i64,
}

/// Decides about a duty and answers the duty as it stands then.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/duties/{duty}", tag = "duties",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path),
        ("duty" = String, Path, description = "The `key` of the duty.")),
    request_body = DecisionBody,
    responses((status = 200, body = DutyShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody decided meanwhile, or facts changed the answer."),
        (status = 422, description = "`detail` names each field and says what to do.")))]
pub(super) async fn decide(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, id, duty)): Place3,
    sent: Sent<DecisionBody>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let body = sent.value;
    let form = DutyForm {
        choice: body.choice,
        because: body.because,
        done_at: body.done_at,
        receipt: body.receipt,
        ..DutyForm::default()
    };
    let read = form.read(&platform, &context, &incident)?.map_err(|errors| mistakes(&errors))?;
    if body.basis.is_empty() {
        return Err(Problem::invalid("basis: the `basis` of the duty that was read"));
    }
    let new = NewDecision {
        duty: duty.clone(),
        choice: read.choice,
        because: read.because,
        done_at: read.done_at,
        receipt: read.receipt,
        seen_basis: body.basis,
        seen_revision: body.seen,
    };
    let tx = platform.db.write(scope.fence()).await?;
    if decide_duty(&tx, &platform, &scope, &incident, new).await?.is_err() {
        return Err(Problem::conflict(context.words.t("duties-conflict")));
    }
    tx.commit().await?;
    let tx = platform.db.read(scope.fence()).await?;
    let asked = (&incident, context.words.lang());
    Ok(answer(200, duties_json(&tx, &platform, &scope, asked, Some(&duty)).await?))
}
