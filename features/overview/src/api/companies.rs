//! All companies of a provider.

use axum::{
    Json, Router,
    extract::{Query, State},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_identity::{AllowedProvider, can};
use hikeshi_kernel::from_millis;
use hikeshi_web::{Platform, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::board::{Asked, PAGE, Row, page};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/providers/{provider}/overview", get(list))
}

/// Which companies, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct Wanted {
    /// A part of the name or industry.
    q: String,
    /// The industry, as companies write it.
    industry: String,
    /// `to-5`, `to-20`, `to-50`, `to-100`, `to-300` or `above`.
    size: String,
    /// `incident`, `overdue`, `never-checked`, `support`, `risks` or `policies`.
    state: String,
    /// The column: `name`, `industry`, `staff`, `stars`, `score`, `finished`, `incidents`, `overdue`,
    /// `support`, `risks`, `policies`.
    sort: String,
    /// `up` or `down`.
    order: String,
    /// The page, from 1.
    page: String,
}

/// A page of companies.
#[derive(Serialize, ToSchema)]
#[schema(as = CompanyOverviewPage)]
pub(super) struct PageShape {
    /// At most 50.
    items: Vec<CompanyShape>,
    /// How many there are on all pages.
    count: i64,
    page: u64,
    /// Null on the last page.
    next: Option<u64>,
}

/// A company. Null: not known, never zero.
#[derive(Serialize, ToSchema)]
#[schema(as = CompanyOverview)]
struct CompanyShape {
    company: Uuid,
    name: String,
    industry: String,
    staff: Option<i64>,
    /// Stars of SECURITY ACTION whose declaration a person noted; null: none is on record.
    stars_declared: Option<i64>,
    /// Points in `ipa-25`.
    total: Option<i64>,
    max: Option<i64>,
    band: Option<String>,
    /// RFC 3339, UTC.
    finished_at: Option<String>,
    open_incidents: i64,
    overdue: i64,
    /// Assets whose maker's support has ended.
    support_ended: Option<i64>,
    /// Large and medium risks about which nothing is done.
    risks_untreated: Option<i64>,
    /// Documents that wait for a decision.
    policies_waiting: Option<i64>,
}

impl From<Row> for CompanyShape {
    fn from(row: Row) -> Self {
        Self {
            company: row.company.0,
            name: row.name,
            industry: row.industry,
            staff: row.staff,
            stars_declared: row.stars,
            total: row.score.map(|(total, _)| total),
            max: row.score.map(|(_, max)| max),
            band: row.band,
            finished_at: row.finished.map(|(_, at)| from_millis(at).to_string()),
            open_incidents: row.incidents,
            overdue: row.overdue,
            support_ended: row.support,
            risks_untreated: row.risks,
            policies_waiting: row.policies,
        }
    }
}

/// The companies that let the provider act. Keys are made for one company and open no provider: this is
/// for people who are signed in.
#[utoipa::path(get, path = "/api/v1/providers/{provider}/overview", tag = "overview",
    params(("provider" = Uuid, Path), Wanted),
    responses((status = 200, body = PageShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: AllowedProvider<can::ViewOverview>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<PageShape>, Problem> {
    let asked = Asked {
        q: wanted.q,
        industry: wanted.industry,
        size: wanted.size,
        state: wanted.state,
        sort: wanted.sort,
        order: wanted.order,
        page: wanted.page,
    };
    let filter = asked.filter();
    let tx = platform.db.read(Fence::Open).await?;
    let (found, count) = page(&tx, scope.provider, (&filter, platform.clock.now())).await?;
    let more = u64::try_from(count)? > filter.page * PAGE;
    Ok(Json(PageShape {
        items: found.into_iter().map(CompanyShape::from).collect(),
        count,
        page: filter.page,
        next: more.then_some(filter.page + 1),
    }))
}
