//! One run: its list, who has confirmed, how far it is, what people can do.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{Purpose, view_incident},
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    letters::{
        Act, Channel, Confirmed, Progress, RunState, act, chunks_of, confirm_run, confirmations_of,
        find_run, progress_of,
    },
    model::letter_run,
};

/// Seconds after which the page of a run under way loads itself again.
const RELOAD: &str = "10";

#[derive(Template)]
#[template(path = "pages/letters_run.html")]
pub(super) struct RunPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    run: letter_run::Model,
    state: &'static str,
    state_text: String,
    is_over: bool,
    paper: bool,
    real: bool,
    made: String,
    channel: String,
    progress: Progress,
    numbers: Numbers,
    confirmed: Vec<(String, String)>,
    mine: bool,
    may_decide: bool,
    files: Vec<File>,
}

/// The numbers of [`Progress`] as text.
struct Numbers {
    total: String,
    left_out: String,
    sent: String,
    failed: String,
    unknown: String,
    waiting: String,
}

/// A file to print.
struct File {
    href: String,
    name: String,
    missing: String,
}

/// What the forms of the page post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    act: String,
    seen: String,
}

type Place3 = Path<(String, String, String)>;

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run)): Place3,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let page = page(&tx, &scope, shell, (&incident, run)).await?;
    let reload = page.state == RunState::Running.name();
    let mut response = Html(page).into_response();
    if reload {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(RELOAD));
    }
    Ok(response)
}

pub(super) async fn confirm(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, run)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    drop(tx);
    let seen = form.seen.parse().unwrap_or(-1);
    let tx = platform.db.write(scope.fence()).await?;
    let key = match confirm_run(&tx, &platform, &scope, (&incident, &run), seen).await? {
        Confirmed::First | Confirmed::Begun => {
            tx.commit().await?;
            return Ok(to_run(&scope, &incident, &run));
        }
        Confirmed::SamePerson => "letters-same-person",
        Confirmed::Moved => "letters-moved",
        Confirmed::AnotherRuns => "letters-another-runs",
        Confirmed::NotReal => "letters-not-real",
    };
    drop(tx);
    conflict(&platform, &context, &scope, (&incident, &run), key).await
}

pub(super) async fn do_act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideFilings>,
    Path((_, incident, run)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    drop(tx);
    let wanted = Act::from_name(&form.act).ok_or_else(Problem::not_found)?;
    let tx = platform.db.write(scope.fence()).await?;
    if act(&tx, &platform, &scope, &run, wanted).await? {
        tx.commit().await?;
        return Ok(to_run(&scope, &incident, &run));
    }
    drop(tx);
    conflict(&platform, &context, &scope, (&incident, &run), "letters-moved").await
}

/// The page of a run with a mistake about the list that was sent.
pub(super) async fn refused(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    text: String,
) -> Result<Response, Problem> {
    let page = again(platform, context, scope, (incident, run), FieldError::new("list", text));
    Ok(Html(page.await?).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn conflict(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    about: (&incident::Model, &letter_run::Model),
    key: &str,
) -> Result<Response, Problem> {
    let error = FieldError::new("", context.words.t(key));
    let page = again(platform, context, scope, about, error).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

/// The page as the run stands now.
async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    error: FieldError,
) -> Result<RunPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let run = find_run(&tx, incident, &run.id.to_string()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    shell.errors.push(error);
    page(&tx, scope, shell, (incident, run)).await
}

fn to_run(scope: &CompanyScope, incident: &incident::Model, run: &letter_run::Model) -> Response {
    let path = format!("/c/{}/incidents/{}/letters/{}", scope.company(), incident.id, run.id);
    Redirect::to(&path).into_response()
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    shell: Shell,
    (incident, run): (&incident::Model, letter_run::Model),
) -> Result<RunPage, Problem> {
    let words = shell.words.clone();
    let state = run.run_state()?;
    let mut progress = progress_of(tx, &run).await?;
    if state.is_over() {
        // Nobody is at work any more: what was claimed when the run ended is of unknown fate.
        progress.unknown += std::mem::take(&mut progress.claimed);
    }
    let confirmed = confirmations_of(tx, &run).await?;
    let mine = confirmed.iter().any(|one| Some(one.account_id) == scope.account().map(Into::into));
    let head = CaseHead::new(scope, &words, incident, Tab::Documents);
    let here = format!("{}/letters/{}", head.base, run.id);
    let mut files = Vec::new();
    for chunk in chunks_of(tx, &run).await?.into_iter().filter(|chunk| chunk.pdf_blob_id.is_some())
    {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("number", &(chunk.nth + 1)), ("count", &words.number(chunk.recipients))];
        files.push(File {
            href: format!("{here}/files/{}", chunk.nth),
            name: words.ta("letters-file", &values),
            missing: chunk.missing,
        });
    }
    Ok(RunPage {
        here,
        state: state.name(),
        state_text: words.t(&format!("letters-state-{}", state.name())),
        is_over: state.is_over(),
        paper: run.way()? == Channel::Paper,
        real: incident.purpose == Purpose::Real.name(),
        made: words.date_time(from_millis(run.made_at)),
        channel: words.t(&format!("letters-channel-{}", run.channel)),
        numbers: Numbers {
            total: words.number(progress.total),
            left_out: words.number(run.left_out),
            sent: words.number(progress.sent),
            failed: words.number(progress.failed),
            unknown: words.number(progress.unknown),
            waiting: words.number(progress.waiting().max(0)),
        },
        progress,
        confirmed: confirmed
            .into_iter()
            .map(|one| (one.name, words.date_time(from_millis(one.at))))
            .collect(),
        mine,
        may_decide: scope.may::<can::DecideFilings>() && scope.provider().is_none(),
        files,
        run,
        head,
        shell,
    })
}
