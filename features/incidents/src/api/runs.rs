//! Playbook runs: what can be done now, and doing it.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{get, post},
};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{Allowed, can};
use hikeshi_playbook::{Action, Availability, Status, StepKind};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::shapes::time;
use crate::{
    case::{incident_of, view_incident},
    runs::{Acted, Run, StepAct, act_on_step, refusal_text, runs_of, step_version},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/incidents/{incident}/runs", get(list)).route(
        "/api/v1/companies/{company}/incidents/{incident}/runs/{run}/steps/{step}",
        post(act),
    )
}

/// A playbook at work on the incident, as it was written when it began.
#[derive(Serialize, ToSchema)]
#[schema(as = Run)]
pub(crate) struct RunShape {
    id: Uuid,
    playbook: String,
    playbook_version: String,
    title: String,
    started_at: String,
    ended_at: Option<String>,
    steps: Vec<StepShape>,
}

/// A step of a run.
#[derive(Serialize, ToSchema)]
#[schema(as = Step)]
pub(crate) struct StepShape {
    id: String,
    phase: String,
    /// `task`, `question` or `decision`.
    #[schema(value_type = String)]
    kind: StepKind,
    title: String,
    /// `open`, `doing`, `done` or `not_applicable`.
    #[schema(value_type = String)]
    status: Status,
    /// What can be done now: `state` is `available`, `blocked` (with `by`), `skipped`
    /// (with `because`), `done` or `not_applicable`.
    #[schema(value_type = Object)]
    availability: Availability,
    /// Ids that `answer` and `decide` take.
    options: Vec<String>,
    answer: Option<String>,
    reason: Option<String>,
    by: Option<String>,
    due: Option<String>,
    /// To be sent as `seen` by whoever acts.
    version: i64,
}

/// One act on a step.
#[derive(Deserialize)]
pub(crate) struct ActBody {
    #[serde(flatten)]
    action: Action,
    seen: i64,
}

/// One act on a step.
#[derive(ToSchema)]
#[schema(as = Act)]
#[expect(dead_code, reason = "describes the JSON of hikeshi_playbook::Action")]
pub(crate) struct ActShape {
    /// `begin`, `complete`, `answer`, `decide`, `not_applicable` or `reopen`.
    #[schema(rename = "do")]
    what: String,
    /// For `answer` and `decide`.
    option: Option<String>,
    /// For `decide`, `not_applicable` and `reopen`.
    reason: Option<String>,
    /// The version of the step that was read.
    seen: i64,
}

/// The runs of an incident with all their steps.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/runs", tag = "runs",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<RunShape>), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Vec<RunShape>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let runs = runs_of(&tx, &incident).await?;
    Ok(Json(runs.iter().map(|run| shape(&context.words, run)).collect()))
}

/// Acts on a step and answers the run as it stands then.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/runs/{run}/steps/{step}", tag = "runs",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("run" = Uuid, Path),
        ("step" = String, Path)),
    request_body = ActShape,
    responses((status = 200, body = RunShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody else changed the step meanwhile."),
        (status = 422, description = "The playbook does not allow it; `detail` says why.")))]
pub(crate) async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, id, run, step)): Path<(String, String, String, String)>,
    sent: Sent<ActBody>,
) -> Result<Json<RunShape>, Problem> {
    let ActBody { action, seen } = sent.value;
    let run: Uuid = run.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let act = StepAct { run, step, action, seen: Some(seen) };
    match act_on_step(&tx, &platform, &scope, &incident, act).await? {
        Acted::Done(run) => {
            tx.commit().await?;
            Ok(Json(shape(&context.words, &run)))
        }
        Acted::Conflict(run) => Err(Problem::conflict(format!("run version {}", run.row.version))),
        Acted::Refused(run, refusal) => {
            Err(Problem::invalid(refusal_text(&context.words, &run, &refusal)))
        }
    }
}

fn shape(words: &Words, run: &Run) -> RunShape {
    let steps = run.views().into_iter().map(|view| StepShape {
        id: view.step.id.clone(),
        phase: view.step.phase.clone(),
        kind: view.step.kind,
        title: plain(view.step.title.get(words.lang())),
        status: view.state.status,
        availability: view.availability,
        options: view.step.options.iter().map(|option| option.id.clone()).collect(),
        version: step_version(&view.state),
        answer: view.state.answer,
        reason: view.state.reason,
        by: view.state.by,
        due: run.due_of(view.step).map(|due| due.to_string()),
    });
    RunShape {
        id: run.row.id,
        playbook: run.row.playbook_id.clone(),
        playbook_version: run.row.playbook_version.clone(),
        title: plain(run.playbook.title.get(words.lang())),
        started_at: time(run.row.started_at),
        ended_at: run.row.ended_at.map(time),
        steps: steps.collect(),
    }
}
