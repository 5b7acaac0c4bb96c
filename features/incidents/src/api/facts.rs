//! The facts of an incident.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, header},
    routing::{get, put},
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Lang, Moment, clean_line, clean_text};
use hikeshi_web::{Platform, Problem, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shapes::{FactShape, MomentShape, sent_moment};
use crate::{
    case::{Certainty, FactConflict, NewFact, current_facts, incident_of, set_fact, view_incident},
    content::{FactKind, content},
    pages::typed_time::{TimeFault, read_time_value},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/facts", get(list))
        .route("/api/v1/companies/{company}/incidents/{incident}/facts/{key}", put(write))
}

/// Letters that the key of a fact may have.
const LONGEST_KEY: usize = 80;

/// What is known now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactBody {
    /// At most 10,000 letters; may be empty only when `certainty` is `unknown`. For a fact that is a
    /// time, a time up to now such as `2026-11-21 10:05`; any words when it is unknown.
    #[schema(max_length = 10000)]
    #[serde(default)]
    value: String,
    /// `confirmed`, `suspected` or `unknown`.
    certainty: String,
    /// From when the value is; now when left out.
    #[schema(value_type = Option<MomentShape>)]
    as_of: Option<Moment>,
    /// Where it comes from.
    #[schema(max_length = 200)]
    #[serde(default)]
    source: String,
}

/// The facts as they stand now, by key.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/facts", tag = "facts",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<FactShape>), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Vec<FactShape>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let facts = current_facts(&tx, &incident).await?;
    Ok(Json(facts.into_iter().map(FactShape::from).collect()))
}

/// Writes a fact. `If-Match` holds the revision that was read (`0`: there was none), so that
/// nobody's words are overwritten unseen.
#[utoipa::path(put, path = "/api/v1/companies/{company}/incidents/{incident}/facts/{key}", tag = "facts",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("key" = String, Path),
        ("If-Match" = String, Header, description = "The revision that was read; 0 for none.")),
    request_body = FactBody,
    responses((status = 200, body = FactShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody wrote a newer revision."), (status = 422)))]
pub(crate) async fn write(
    State(platform): State<Platform>,
    scope: Allowed<can::WorkIncident>,
    headers: HeaderMap,
    Path((_, id, key)): Path<(String, String, String)>,
    sent: Sent<FactBody>,
) -> Result<Json<FactShape>, Problem> {
    let seen = revision(&headers)?;
    let new = checked(&platform, key, sent.value, seen)?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    match set_fact(&tx, &platform, &scope, &incident, new).await? {
        Ok(fact) => {
            tx.commit().await?;
            Ok(Json(fact.into()))
        }
        Err(FactConflict(theirs)) => {
            Err(Problem::conflict(format!("revision {} by {}", theirs.revision, theirs.by_name)))
        }
    }
}

/// The revision of `If-Match`, with or without the quotation marks of an entity tag.
fn revision(headers: &HeaderMap) -> Result<i64, Problem> {
    let given = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let number = given.and_then(|text| text.trim().trim_matches('"').parse().ok());
    number.ok_or_else(|| Problem::invalid("If-Match: the revision that was read, 0 for none"))
}

fn checked(
    platform: &Platform,
    key: String,
    body: FactBody,
    seen: i64,
) -> Result<NewFact, Problem> {
    let now = platform.clock.now();
    let invalid = |what: &str, error| Problem::invalid(format!("{what}: {error}"));
    let sheet = &content()?.facts;
    let field = sheet.field(&key);
    if field.is_none() && !key.starts_with("import.") {
        return Err(Problem::not_found());
    }
    let key = clean_line(&key, LONGEST_KEY).map_err(|error| invalid("key", error))?;
    let certainty = Certainty::from_name(&body.certainty)
        .ok_or_else(|| Problem::invalid("certainty: confirmed, suspected or unknown"))?;
    let may_be_empty = certainty == Certainty::Unknown && body.value.trim().is_empty();
    let value = if may_be_empty {
        String::new()
    } else {
        clean_text(&body.value, 10_000).map_err(|error| invalid("value", error))?
    };
    let counts = field.is_some_and(|field| field.kind == FactKind::Number);
    if counts && !value.is_empty() && !sheet.number_words.is_number(&value) {
        return Err(Problem::invalid("value: a whole number from 0 to 10,000,000,000"));
    }
    let is_time = field.is_some_and(|field| field.kind == FactKind::Time);
    let (value, certainty) = match is_time && !value.is_empty() {
        true => time_value(platform, value, certainty)?,
        false => (value, certainty),
    };
    let source = match body.source.as_str() {
        "" => String::new(),
        text => clean_line(text, 200).map_err(|error| invalid("source", error))?,
    };
    let as_of = sent_moment("as_of", body.as_of.unwrap_or(Moment::Exact { at: now }))?;
    Ok(NewFact { key, value, certainty, as_of, source, seen_revision: Some(seen) })
}

/// The value of a fact that is a time, kept as a date and a time of the day.
fn time_value(
    platform: &Platform,
    typed: String,
    certainty: Certainty,
) -> Result<(String, Certainty), Problem> {
    let read = read_time_value(&content()?.times, &typed, certainty, platform.clock.now());
    match read {
        Ok((Moment::Unknown, certainty)) => Ok((typed, certainty)),
        Ok((moment, certainty)) => Ok((platform.words(Lang::Ja).moment(&moment), certainty)),
        Err(TimeFault::Unread(error)) => Err(Problem::invalid(format!("value: {error}"))),
        Err(TimeFault::Ahead) => Err(Problem::invalid("value: lies ahead of now")),
    }
}
