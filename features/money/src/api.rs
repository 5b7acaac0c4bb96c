//! The same results for programs: `/api/v1`.

use axum::{Json, Router, extract::State, routing::get};
use hikeshi_identity::{Allowed, can};
use hikeshi_loss::Range;
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::results::results;

#[derive(OpenApi)]
#[openapi(paths(show))]
struct Document;

/// The description of the endpoint.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/money", get(show))
}

/// From a low sum to a high one, in yen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = YenRange)]
struct RangeShape {
    low: u64,
    high: u64,
}

impl From<Range> for RangeShape {
    fn from(range: Range) -> Self {
        Self { low: range.low.get(), high: range.high.get() }
    }
}

/// A stop of work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StopLoss)]
struct StopShape {
    /// Calendar days in tenths.
    day_tenths: u32,
    /// Null: the figures are not stated.
    lost_sales: Option<u64>,
    idle_work: Option<u64>,
    total: u64,
}

/// A scenario with what the insurances pay of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LossScenario)]
struct ScenarioShape {
    /// `stop`, `leak`, `stop-with-leak`.
    kind: &'static str,
    /// False: no figures are entered from which anything follows; the sums are then not to be shown.
    counted: bool,
    total: RangeShape,
    /// Heads of cost that are not stated: the total is at least so much.
    missing: Vec<&'static str>,
    insurance_pays: RangeShape,
    gap: RangeShape,
    /// For one year, as rare as the company guesses.
    of_a_year: RangeShape,
    /// The most that is worth spending in a year.
    ceiling: RangeShape,
}

/// Hundredths, from low to high.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HundredthsRange)]
struct RatioShape {
    low: u64,
    /// Null: it may cost nothing, and then there is no most.
    high: Option<u64>,
}

/// A measure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RankedMeasure)]
struct MeasureShape {
    id: String,
    /// For a year.
    cost: RangeShape,
    /// For a year.
    saved: RangeShape,
    /// Hundredths of a yen saved for each yen, least and most; null: it costs nothing.
    per_yen_hundredths: Option<RatioShape>,
    never_pays: bool,
}

/// What was counted. There is never one number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Money)]
pub(crate) struct MoneyShape {
    stops: Vec<StopShape>,
    scenarios: Vec<ScenarioShape>,
    /// None while no figures are entered.
    measures: Vec<MeasureShape>,
}

/// What accidents could cost the company.
#[utoipa::path(get, path = "/api/v1/companies/{company}/money", tag = "money",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = MoneyShape), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewMoney>,
) -> Result<Json<MoneyShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let results = results(&tx, &scope).await?;
    let stops = results.stops.iter().map(|stop| StopShape {
        day_tenths: stop.days.as_tenths(),
        lost_sales: stop.lost_sales.map(|sum| sum.get()),
        idle_work: stop.idle_work.map(|sum| sum.get()),
        total: stop.total.get(),
    });
    let scenarios = results.scenarios.iter().zip(&results.ceilings);
    let scenarios = scenarios.map(|((scenario, cover), (year, ceiling))| ScenarioShape {
        kind: scenario.kind.name(),
        counted: scenario.is_counted(),
        total: scenario.total.into(),
        missing: scenario.missing.iter().map(|head| head.name()).collect(),
        insurance_pays: cover.pays.into(),
        gap: cover.gap.into(),
        of_a_year: (*year).into(),
        ceiling: (*ceiling).into(),
    });
    let measures = results.measures.iter().map(|one| MeasureShape {
        id: one.id.clone(),
        cost: one.cost.into(),
        saved: one.saved.into(),
        per_yen_hundredths: one.per_yen.map(|one| RatioShape { low: one.low, high: one.high }),
        never_pays: one.never_pays,
    });
    Ok(Json(MoneyShape {
        stops: stops.collect(),
        scenarios: scenarios.collect(),
        measures: measures.collect(),
    }))
}
