//! The clocks of all companies of a provider.

use axum::{
    Json, Router,
    extract::{Query, State},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{AllowedProvider, can};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_web::{Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::time;
use crate::duties::{CLOCKS_PAGE, ClockFilter, OpenClock, board_clocks};

/// The last page that is looked for.
const LAST_PAGE: u64 = 100_000;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/providers/{provider}/clocks", get(list))
}

/// Which clocks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// `all` also lists what is voluntary, `over` only what is over; what law or contract ask for
    /// when left out.
    show: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<String>,
}

/// A page of the board.
#[derive(Serialize, ToSchema)]
#[schema(as = ClockPage)]
pub(super) struct PageShape {
    /// What is due first at the top; at most 100.
    items: Vec<ClockShape>,
    /// How many there are on all pages.
    count: i64,
    page: u64,
    /// Null on the last page.
    next: Option<u64>,
}

/// A clock that runs.
#[derive(Serialize, ToSchema)]
#[schema(as = Clock)]
pub(super) struct ClockShape {
    company: Uuid,
    company_name: String,
    /// Number and title of the incident.
    incident_number: String,
    incident_title: String,
    title: String,
    /// `law`, `contract` or `voluntary`.
    binding: String,
    /// `yes` or `unknown`.
    applies: String,
    /// `confirmed`, `own` or `to-check`.
    confidence: String,
    /// The last instant (RFC 3339, UTC).
    due: Option<String>,
    overdue: Option<bool>,
    /// `open` or `decided`.
    state: Option<&'static str>,
    /// The page on which somebody acts.
    href: String,
}

impl ClockShape {
    fn new(words: &Words, now: Timestamp, clock: OpenClock) -> Self {
        Self {
            company: clock.company.0,
            company_name: clock.company.1,
            incident_number: clock.incident.0,
            incident_title: clock.incident.1,
            title: plain(clock.title.get(words.lang())),
            binding: clock.binding,
            applies: clock.applies,
            confidence: clock.confidence,
            due: clock.due_at.map(time),
            overdue: clock.due_at.map(|due| from_millis(due) < now),
            state: clock.state.map(hikeshi_incidents::case::ClockState::name),
            href: clock.href,
        }
    }
}

/// The clocks of all companies that let the provider act, what is due first at the top. Keys are
/// made for one company and open no provider: this is for people who are signed in.
#[utoipa::path(get, path = "/api/v1/providers/{provider}/clocks", tag = "duties",
    params(("provider" = Uuid, Path), Asked),
    responses((status = 200, body = PageShape), (status = 401), (status = 403), (status = 404),
        (status = 422)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewBoard>,
    Query(asked): Query<Asked>,
) -> Result<Json<PageShape>, Problem> {
    let now = platform.clock.now();
    let filter = filter(&asked, now)?;
    let tx = platform.db.read(Fence::Open).await?;
    let (found, count) = board_clocks(&tx, scope.provider, filter).await?;
    let more = u64::try_from(count)? > filter.page * CLOCKS_PAGE;
    let words = &context.words;
    Ok(Json(PageShape {
        items: found.into_iter().map(|clock| ClockShape::new(words, now, clock)).collect(),
        count,
        page: filter.page,
        next: more.then_some(filter.page + 1),
    }))
}

fn filter(asked: &Asked, now: Timestamp) -> Result<ClockFilter, Problem> {
    let page = match asked.page.as_deref() {
        None => 1,
        Some(text) => {
            let page = text.parse().ok().filter(|page| (1..=LAST_PAGE).contains(page));
            page.ok_or_else(|| Problem::invalid(format!("page: 1 to {LAST_PAGE}")))?
        }
    };
    let (only_binding, over_at) = match asked.show.as_deref() {
        None | Some("") => (true, None),
        Some("over") => (true, Some(to_millis(now))),
        Some("all") => (false, None),
        Some(_) => return Err(Problem::invalid("show: all, over")),
    };
    Ok(ClockFilter { only_binding, over_at, page })
}
