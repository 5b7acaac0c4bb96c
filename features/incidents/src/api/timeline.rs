//! The timeline of an incident.

use std::str::FromStr;

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Moment, clean_text};
use hikeshi_web::{Platform, Problem, Sent};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    once::{Once, answer},
    paging::{Page, Part},
    shapes::{EntryShape, MomentShape, sent_moment},
};
use crate::{
    case::{EntryKind, NewEntry, add_entry, hold_open, incident_of, view_incident},
    model::{
        OfIncident as _,
        timeline_entry::{Column, Entity},
    },
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/timeline", get(list).post(add))
}

/// A new line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEntryBody {
    /// `happening`, `action`, `call`, `decision` or `message`.
    kind: String,
    /// At most 10,000 letters.
    #[schema(max_length = 10000)]
    text: String,
    /// When it happened; now when left out.
    #[schema(value_type = Option<MomentShape>)]
    moment: Option<Moment>,
    /// Where it comes from.
    #[serde(default)]
    #[schema(max_length = 200)]
    source: String,
}

/// The place of a line in the list.
struct Cursor {
    sort_at: i64,
    id: Uuid,
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (sort_at, id) = text.split_once('.').ok_or(())?;
        Ok(Self { sort_at: sort_at.parse().map_err(drop)?, id: id.parse().map_err(drop)? })
    }
}

/// The lines of an incident, the latest first.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/timeline", tag = "timeline",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), Part),
    responses((status = 200, body = Page<EntryShape>), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
    Query(part): Query<Part>,
) -> Result<Json<Page<EntryShape>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let limit = part.limit();
    let mut find = Entity::find()
        .of_incident(&incident)
        .order_by_desc(Column::SortAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    if let Some(cursor) = part.cursor::<Cursor>()? {
        let same = Column::SortAt.eq(cursor.sort_at).and(Column::Id.lt(cursor.id));
        find = find.filter(Condition::any().add(Column::SortAt.lt(cursor.sort_at)).add(same));
    }
    let items = find.all(tx.conn()).await?.into_iter().map(EntryShape::from).collect();
    Ok(Json(Page::new(items, limit, |line: &EntryShape| format!("{}.{}", line.sort_at, line.id))))
}

/// Adds a line.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/timeline", tag = "timeline",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    request_body = NewEntryBody,
    responses((status = 201, body = EntryShape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(crate) async fn add(
    State(platform): State<Platform>,
    scope: Allowed<can::WorkIncident>,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<NewEntryBody>,
) -> Result<Response, Problem> {
    let once = Once::of(&headers, &scope, (&id, &sent.sha256))?;
    let now = Moment::Exact { at: platform.clock.now() };
    let new = checked(sent.value, now)?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    if let Some(once) = &once
        && let Some(before) = once.before(&tx).await?
    {
        return Ok(before);
    }
    hold_open(&tx, &platform, &incident).await?;
    let row = add_entry(&tx, &platform, &scope, &incident, new).await?;
    let json = serde_json::to_string(&EntryShape::from(row))?;
    if let Some(once) = once {
        once.keep(&tx, &platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED.as_u16(), json))
}

fn checked(body: NewEntryBody, now: Moment) -> Result<NewEntry, Problem> {
    let kind = EntryKind::from_name(&body.kind).ok_or_else(|| {
        let all: Vec<_> = EntryKind::ALL.iter().map(|kind| kind.name()).collect();
        Problem::invalid(format!("kind: one of {}", all.join(", ")))
    })?;
    let text = clean_text(&body.text, 10_000)
        .map_err(|error| Problem::invalid(format!("text: {error}")))?;
    let source = if body.source.is_empty() {
        String::new()
    } else {
        clean_text(&body.source, 200)
            .map_err(|error| Problem::invalid(format!("source: {error}")))?
    };
    let moment = sent_moment("moment", body.moment.unwrap_or(now))?;
    Ok(NewEntry { kind, moment, text, automatic: false, source })
}
