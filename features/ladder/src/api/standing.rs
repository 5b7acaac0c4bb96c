//! Where a company stands on each star.

use axum::{Json, Router, extract::State, routing::get};
use hikeshi_identity::{Allowed, can};
use hikeshi_posture::library;
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    content::{is_to_check, ladder},
    pages::today,
    plan::items,
    rungs::{RungStanding, StepStanding, judge, known, next_rung, proposed},
};

/// How many measures are named.
const MEASURES: usize = 6;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/standing", get(show))
}

/// Where a company stands. A star is `declared` only when a person noted its declaration.
#[derive(Serialize, ToSchema)]
#[schema(as = Standing)]
pub(super) struct StandingShape {
    stars: Vec<StarShape>,
    /// The star to work for; null when all are reached.
    next: Option<String>,
    /// The measures that help most.
    measures: Vec<MeasureShape>,
}

/// A star.
#[derive(Serialize, ToSchema)]
#[schema(as = Star)]
struct StarShape {
    #[schema(example = "action-2")]
    id: String,
    /// `declared`, `covered`, `lapsed`, `ready`, `begun`, `open`.
    state: &'static str,
    declared_on: Option<String>,
    number: Option<String>,
    until: Option<String>,
    steps: Vec<StepShape>,
}

/// A step of a star.
#[derive(Serialize, ToSchema)]
#[schema(as = StarStep)]
struct StepShape {
    id: String,
    done: bool,
    begun: bool,
    /// Whether it is to be checked that the step is asked for.
    to_check: bool,
    /// The questionnaire that is looked at.
    questionnaire: Option<String>,
    /// Whether its answers are finished: others count for nothing.
    finished: bool,
    missing: Vec<GapShape>,
}

/// A question that keeps a step from being done.
#[derive(Serialize, ToSchema)]
#[schema(as = StarGap)]
struct GapShape {
    item: String,
    /// `no`, `unknown`, `unanswered`, `partly`, or a level.
    answer: String,
    sites: Vec<String>,
}

/// A measure.
#[derive(Serialize, ToSchema)]
#[schema(as = NextMeasure)]
struct MeasureShape {
    id: String,
    effort: &'static str,
    cost: &'static str,
    helpers: Vec<&'static str>,
    /// Points gained, by questionnaire.
    gains: Vec<GainShape>,
    /// The open item of the plan, if somebody took it.
    item: Option<String>,
}

/// Points gained in a questionnaire.
#[derive(Serialize, ToSchema)]
#[schema(as = MeasureGain)]
struct GainShape {
    questionnaire: String,
    points: i32,
}

/// Where the company stands.
#[utoipa::path(get, path = "/api/v1/companies/{company}/standing", tag = "stars",
    params(("company" = uuid::Uuid, Path)),
    responses((status = 200, body = StandingShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPlan>,
) -> Result<Json<StandingShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let known = known(&tx, &platform, &scope).await?;
    let plan = items(&tx, &scope).await?;
    drop(tx);
    let all = judge(ladder()?, &known, today(&platform));
    let next = next_rung(&all);
    let best = proposed(&library()?.measures().measures, &known, next, (&plan, MEASURES));
    let measures = best.iter().map(|one| MeasureShape {
        id: one.ranked.measure.id.clone(),
        effort: one.ranked.measure.effort.code(),
        cost: one.ranked.measure.cost.code(),
        helpers: one.ranked.measure.helpers.iter().map(|helper| helper.code()).collect(),
        gains: one
            .ranked
            .gains
            .iter()
            .map(|(questionnaire, points)| GainShape {
                questionnaire: questionnaire.clone(),
                points: *points,
            })
            .collect(),
        item: one.taken.as_ref().map(|taken| taken.item.to_string()),
    });
    Ok(Json(StandingShape {
        stars: all.iter().map(star).collect(),
        next: next.map(|one| one.rung.id.clone()),
        measures: measures.collect(),
    }))
}

fn star(one: &RungStanding<'_>) -> StarShape {
    StarShape {
        id: one.rung.id.clone(),
        state: one.stands.name(),
        declared_on: one.declaration.map(|row| row.declared_on.clone()),
        number: one.declaration.map(|row| row.number.clone()),
        until: one.until.map(|day| day.to_string()),
        steps: one.steps.iter().map(step).collect(),
    }
}

fn step(one: &StepStanding<'_>) -> StepShape {
    StepShape {
        id: one.step.id.clone(),
        done: one.done,
        begun: one.begun,
        to_check: is_to_check(one.step.confidence),
        questionnaire: Some(one.catalogue.to_owned()).filter(|id| !id.is_empty()),
        finished: one.finished,
        missing: one
            .gaps
            .iter()
            .map(|gap| GapShape {
                item: gap.item.clone(),
                answer: gap.worst.to_string(),
                sites: gap.sites.clone(),
            })
            .collect(),
    }
}
