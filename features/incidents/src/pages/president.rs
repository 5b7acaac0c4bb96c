//! The president's page: one screen without jargon, and what must be decided by one tap.

mod view;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, awaits_of, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{TextError, clean_text, from_millis};
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;
use uuid::Uuid;

use super::{case_link::base_of, incident_clocks::ShownClocks};
use crate::{
    case::{Purpose, incident_of, view_incident},
    executive::{Answer, UNDO_MINUTES, decide, undo},
    model::incident,
};
use view::{Brief, DecidedView, QuestionView};

/// Longest comment, in characters.
const LONGEST_COMMENT: usize = 1_000;

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/president", get(show).post(submit))
        .route("/c/{company}/incidents/{incident}/president/undo", post(take_back))
}

#[derive(Template)]
#[template(path = "pages/president.html")]
struct PresidentPage {
    shell: Shell,
    incident: incident::Model,
    base: String,
    may_decide: bool,
    may_ask: bool,
    /// Drill or past; `None` for a real one.
    mark: Option<String>,
    past: bool,
    now: String,
    elapsed: String,
    brief: Brief,
    clocks: ShownClocks,
    questions: Vec<QuestionView>,
    undoable: Vec<DecidedView>,
    /// Whether there is anything to decide, to undo or to copy.
    asking: bool,
    undo_minutes: i64,
    /// Papers and letters that wait for this person: the words and where it is decided.
    awaits: Vec<(String, String)>,
    /// Questions and awaits together.
    count: usize,
    /// The comment of an answer that came too late, for copying.
    kept: String,
}

/// One tap.
#[derive(Debug, Deserialize)]
struct Tap {
    decision: Uuid,
    version: i64,
    choice: String,
    #[serde(default)]
    comment: String,
}

/// Which answer to undo.
#[derive(Debug, Deserialize)]
struct TakeBack {
    decision: Uuid,
}

/// Why the page is shown again.
#[derive(Debug, Default)]
struct Again {
    status: StatusCode,
    notice: Option<String>,
    kept: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    render(&platform, &context, &scope, &incident, Again::default()).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideAsPresident>,
    Path((_, id)): Path<(String, String)>,
    Posted(tap): Posted<Tap>,
) -> Result<Response, Problem> {
    let comment = match clean_text(&tap.comment, LONGEST_COMMENT) {
        Ok(comment) => comment,
        Err(TextError::Empty) => String::new(),
        Err(TextError::TooLong { max }) => {
            let notice = Some(context.words.t1("president-comment-long", "max", max));
            let again =
                Again { status: StatusCode::UNPROCESSABLE_ENTITY, notice, kept: tap.comment };
            return render(&platform, &context, &scope, &id, again).await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let answer = Answer {
        decision: tap.decision,
        seen_version: tap.version,
        chosen: tap.choice,
        comment: comment.clone(),
    };
    let done = decide(&tx, &platform, &scope, &incident, answer).await?;
    tx.commit().await?;
    if done.is_ok() {
        return Ok(to_page(&incident));
    }
    let notice = Some(context.words.t("president-conflict"));
    let again = Again { status: StatusCode::CONFLICT, notice, kept: comment };
    render(&platform, &context, &scope, &id, again).await
}

async fn take_back(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DecideAsPresident>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<TakeBack>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let in_time = undo(&tx, &platform, &scope, &incident, form.decision).await?;
    tx.commit().await?;
    if in_time {
        return Ok(to_page(&incident));
    }
    let notice = Some(context.words.t1("president-undo-late", "minutes", UNDO_MINUTES));
    let again = Again { status: StatusCode::CONFLICT, notice, kept: String::new() };
    render(&platform, &context, &scope, &id, again).await
}

async fn render(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
    again: Again,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(platform, scope, id).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    shell.flash = again.notice.map(|text| Flash { kind: Tone::Caution, text });
    let words = &context.words;
    let now = platform.clock.now();
    let (questions, undoable) = view::decisions(&tx, &incident, words, now).await?;
    let awaits = awaits_of(&tx, scope, Some(incident.id)).await?;
    let awaits: Vec<_> = awaits.into_iter().map(|one| (one.text(&shell), one.href)).collect();
    let page = PresidentPage {
        base: base_of(&incident),
        may_decide: scope.may::<can::DecideAsPresident>(),
        may_ask: scope.may::<can::Decide>() && incident.closed_at.is_none(),
        now: words.date_time(now),
        elapsed: words.elapsed(
            super::incident::began(&incident),
            incident.closed_at.map_or(now, from_millis),
        ),
        mark: (incident.purpose != Purpose::Real.name())
            .then(|| words.t(&format!("case-purpose-{}", incident.purpose))),
        past: incident.purpose == Purpose::History.name(),
        brief: view::brief(&tx, &incident, words, now).await?,
        clocks: ShownClocks::for_president(&tx, &shell, &incident, now).await?,
        asking: !questions.is_empty()
            || !awaits.is_empty()
            || !undoable.is_empty()
            || !again.kept.is_empty(),
        count: questions.len() + awaits.len(),
        questions,
        awaits,
        undoable,
        undo_minutes: UNDO_MINUTES,
        kept: again.kept,
        shell,
        incident,
    };
    Ok((again.status, Html(page)).into_response())
}

fn to_page(incident: &incident::Model) -> Response {
    Redirect::to(&format!("{}/president", base_of(incident))).into_response()
}
