//! Incidents: the list, one of them, opening one.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Moment, clean_line};
use hikeshi_web::{Platform, Problem, Sent};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    once::{Once, answer},
    paging::{Page, Part},
    shapes::{IncidentShape, MomentShape, sent_moment},
};
use crate::{
    case::{IncidentFilter, NewIncident, Purpose, lies_ahead, list_incidents, view_incident},
    content::content,
    opening::begin_incident,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents", get(list).post(open))
        .route("/api/v1/companies/{company}/incidents/{incident}", get(show))
}

/// A new incident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewIncidentBody {
    /// One line, at most 200 letters.
    #[schema(max_length = 200)]
    title: String,
    /// Kinds of the fact sheet (`ransomware`, `leak-mis-sent` …), the main one first.
    #[serde(default)]
    kinds: Vec<String>,
    /// `real`, `drill` or `history`.
    #[serde(default = "real")]
    purpose: String,
    /// When somebody noticed it, not later than now; unknown when left out.
    #[serde(default)]
    #[schema(value_type = Option<MomentShape>)]
    noticed: Moment,
}

fn real() -> String {
    Purpose::Real.name().to_owned()
}

/// The incidents of a company, the latest first.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents", tag = "incidents",
    params(("company" = Uuid, Path), Part),
    responses((status = 200, body = Page<IncidentShape>), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewIncidents>,
    Query(part): Query<Part>,
) -> Result<Json<Page<IncidentShape>>, Problem> {
    let limit = part.limit();
    let filter =
        IncidentFilter { limit, before: part.cursor::<Uuid>()?, ..IncidentFilter::default() };
    let tx = platform.db.read(scope.fence()).await?;
    let rows = list_incidents(&tx, &scope, &filter).await?;
    let items = rows.into_iter().map(IncidentShape::from).collect();
    Ok(Json(Page::new(items, limit, |incident: &IncidentShape| incident.id.to_string())))
}

/// One incident.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}", tag = "incidents",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = IncidentShape), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<IncidentShape>, Problem> {
    let (_, incident) = view_incident(&platform, &scope, &id).await?;
    Ok(Json(incident.into()))
}

/// Opens an incident.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents", tag = "incidents",
    params(("company" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header,
        description = "A text of your own for this one act: sent again, it gets the same answer.")),
    request_body = NewIncidentBody,
    responses((status = 201, body = IncidentShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "The key was used for another request."), (status = 422)))]
pub(crate) async fn open(
    State(platform): State<Platform>,
    scope: Allowed<can::OpenIncident>,
    headers: HeaderMap,
    sent: Sent<NewIncidentBody>,
) -> Result<Response, Problem> {
    let once = Once::of(&headers, &scope, ("incidents", &sent.sha256))?;
    let new = checked(sent.value, platform.clock.now())?;
    let tx = platform.db.write(scope.fence()).await?;
    if let Some(once) = &once
        && let Some(before) = once.before(&tx).await?
    {
        return Ok(before);
    }
    let row = begin_incident(&tx, &platform, &scope, (new, None)).await?;
    let json = serde_json::to_string(&IncidentShape::from(row))?;
    if let Some(once) = once {
        once.keep(&tx, &platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED.as_u16(), json))
}

fn checked(body: NewIncidentBody, now: Timestamp) -> Result<NewIncident, Problem> {
    let title = clean_line(&body.title, 200)
        .map_err(|error| Problem::invalid(format!("title: {error}")))?;
    let purpose = Purpose::from_name(&body.purpose)
        .ok_or_else(|| Problem::invalid("purpose: real, drill or history"))?;
    check_kinds(&body.kinds)?;
    let noticed = sent_moment("noticed", body.noticed)?;
    if lies_ahead(noticed, now) {
        return Err(Problem::invalid("noticed: lies ahead of now"));
    }
    Ok(NewIncident {
        title,
        purpose,
        kinds: body.kinds,
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed,
    })
}

/// Only kinds of the fact sheet.
pub(super) fn check_kinds(kinds: &[String]) -> Result<(), Problem> {
    let Some(field) = content()?.facts.field("classification") else { return Ok(()) };
    let known = |kind: &String| field.choices.iter().any(|choice| choice.id == *kind);
    match kinds.iter().find(|kind| !known(kind)) {
        None => Ok(()),
        Some(kind) => {
            let all: Vec<_> = field.choices.iter().map(|choice| choice.id.as_str()).collect();
            Err(Problem::invalid(format!("kinds: {kind:?} is none of {}", all.join(", "))))
        }
    }
}
