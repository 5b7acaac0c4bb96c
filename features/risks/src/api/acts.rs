//! What is decided about the risk of a row: a treatment, that it is done, an acceptance.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    routing::post,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{clean_line, clean_text, new_uuid};
use hikeshi_risk::{Level, TreatmentOption};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    acceptance::accept,
    content::risk_model,
    entry::Entry,
    ledger::hold,
    threats::states,
    treatment::{NewTreatment, finish, left_after, treat},
};

/// Letters of measures and reasons.
const TEXT: usize = 600;
/// Letters of a name.
const NAME: usize = 80;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/information/{row}/treatment", post(treat_it))
        .route("/api/v1/companies/{company}/information/{row}/treatment/done", post(finish_it))
        .route("/api/v1/companies/{company}/information/{row}/acceptance", post(accept_it))
}

/// A treatment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RiskTreatment)]
pub(super) struct TreatmentBody {
    /// `reduce`, `avoid`, `transfer`, `accept`.
    option: String,
    /// What is done; needed unless the risk is left as it is.
    #[serde(default)]
    #[schema(max_length = 600)]
    measures: String,
    /// Who sees to it; needed for `reduce`.
    #[serde(default)]
    #[schema(max_length = 80)]
    owner: String,
    /// `YYYY-MM-DD`.
    #[serde(default)]
    due: Option<String>,
    /// 1 to 3, once it is done; needed for `reduce`.
    #[serde(default)]
    threat: Option<i64>,
    /// 1 to 3, once it is done; needed for `reduce`.
    #[serde(default)]
    weakness: Option<i64>,
}

/// An acceptance.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RiskAcceptance)]
pub(super) struct AcceptanceBody {
    /// The risk value that was read: another one is not accepted.
    seen: u8,
    /// Why.
    #[schema(max_length = 600)]
    reason: String,
}

/// Decides a treatment in the place of the one that counted.
#[utoipa::path(post, path = "/api/v1/companies/{company}/information/{row}/treatment",
    tag = "risks", params(("company" = uuid::Uuid, Path), ("row" = uuid::Uuid, Path)),
    request_body = TreatmentBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(super) async fn treat_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<TreatmentBody>,
) -> Result<StatusCode, Problem> {
    let words = &context.words;
    let body = sent.value;
    let option = TreatmentOption::from_name(&body.option);
    let option = option.ok_or_else(|| Problem::invalid(words.t("risks-option-missing")))?;
    let measures = text("measures", &body.measures, TEXT)?;
    let owner = line("owner", &body.owner, NAME)?;
    let level = |field: &str, number: Option<i64>| {
        let wrong = |_| Problem::invalid(format!("{field}: 1, 2, 3"));
        number.map(Level::try_from).transpose().map_err(wrong)
    };
    let (threat, weakness) = (level("threat", body.threat)?, level("weakness", body.weakness)?);
    if option != TreatmentOption::Accept && measures.is_empty() {
        return Err(Problem::invalid(words.t("risks-measures-missing")));
    }
    let reduces = option == TreatmentOption::Reduce;
    if reduces && owner.is_empty() {
        return Err(Problem::invalid(words.t("risks-owner-missing")));
    }
    if reduces && (threat.is_none() || weakness.is_none()) {
        return Err(Problem::invalid(words.t("risks-after-missing")));
    }
    let due = body.due.filter(|due| !due.is_empty()).map(|due| due.parse()).transpose();
    let due = due.map_err(|_| Problem::invalid("due: YYYY-MM-DD"))?;
    let (clock, rng) = platform.chance();
    let new =
        NewTreatment { id: new_uuid(clock, rng), option, measures, owner, due, threat, weakness };
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let entry = Entry::of(&row);
    let states = states(&tx, &scope).await?;
    let now = risk_model()?.rate(&entry.information(), &states).risk.map(|risk| risk.value);
    let left = left_after(&entry, now, &new)?;
    let left = left.map_err(|fault| Problem::invalid(fault.to_string()))?;
    treat(&tx, &platform, &scope, (&row, &new, left)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes that the treatment that counts is done.
#[utoipa::path(post, path = "/api/v1/companies/{company}/information/{row}/treatment/done",
    tag = "risks", params(("company" = uuid::Uuid, Path), ("row" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn finish_it(
    State(platform): State<Platform>,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    finish(&tx, &platform, &scope, &row).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Accepts the risk of a row under the name of the key's person.
#[utoipa::path(post, path = "/api/v1/companies/{company}/information/{row}/acceptance",
    tag = "risks", params(("company" = uuid::Uuid, Path), ("row" = uuid::Uuid, Path)),
    request_body = AcceptanceBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(super) async fn accept_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AcceptRisks>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<AcceptanceBody>,
) -> Result<StatusCode, Problem> {
    let reason = text("reason", &sent.value.reason, TEXT)?;
    if reason.is_empty() {
        return Err(Problem::invalid(context.words.t("risks-reason-missing")));
    }
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let states = states(&tx, &scope).await?;
    let rated = risk_model()?.rate(&Entry::of(&row).information(), &states);
    let value = rated.risk.map(|risk| risk.value).filter(|value| *value == sent.value.seen);
    let value = value.ok_or_else(|| Problem::conflict(context.words.t("risks-accept-changed")))?;
    let (clock, rng) = platform.chance();
    let new = (&row, new_uuid(clock, rng), value, reason.as_str());
    accept(&tx, &platform, &scope, new).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn text(field: &str, value: &str, max: usize) -> Result<String, Problem> {
    if value.trim().is_empty() {
        return Ok(String::new());
    }
    clean_text(value, max).map_err(|error| Problem::invalid(format!("{field}: {error}")))
}

fn line(field: &str, value: &str, max: usize) -> Result<String, Problem> {
    if value.trim().is_empty() {
        return Ok(String::new());
    }
    clean_line(value, max).map_err(|error| Problem::invalid(format!("{field}: {error}")))
}
