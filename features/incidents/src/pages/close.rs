//! Closing an incident: what is still missing, closing by one or two persons, reopening.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{TextError, clean_text, from_millis};
use hikeshi_ui::{FieldError, Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::case_head::{CaseHead, Tab};
use crate::{
    case::{Purpose, Status, incident_of, view_incident},
    closing::{
        Closed, ClosingAct, ClosingStep, Need, Refusal, act_on_closing, closers, closings_of,
        needs_now,
    },
    model::{closing, incident},
};

/// Letters that a note may have.
const LONGEST_NOTE: usize = 2_000;

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/close", get(show).post(act))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/close.html")]
struct ClosePage {
    shell: Shell,
    head: CaseHead,
    /// The level as bars and words; `None` while nobody has decided it.
    level: Option<Markup>,
    /// History needs no level and nothing else.
    history: bool,
    needs: Vec<ShownNeed>,
    /// How many needs are not met.
    left: usize,
    two_persons: bool,
    /// Two persons are asked for because this person lowered the level from 3.
    lowered: bool,
    status: Status,
    /// Whether the person may close and reopen.
    may_close: bool,
    /// Whether the person closed it as the first one and so cannot be the second.
    is_first: bool,
    /// Who closed it as the first person, and what they added.
    first: Option<ShownAct>,
    /// All acts, the latest first.
    acts: Vec<ShownAct>,
    /// What was typed.
    note: String,
    /// The version that the person has seen when the page is sent.
    version: i64,
    /// Somebody else was faster.
    conflict: bool,
}

/// A need as a row.
struct ShownNeed {
    href: String,
    title: Markup,
    hint: Markup,
    /// What would be better without hindering; may be empty.
    named: String,
    /// How many are left; 0 where it is met or cannot be counted.
    left: usize,
    met: bool,
}

/// An act of closing or reopening.
struct ShownAct {
    what: String,
    by: String,
    at: String,
    note: String,
}

/// What the forms send and show again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct CloseForm {
    act: String,
    note: String,
    seen: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if !asked.done.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("lessons-saved") });
    }
    Ok(Html(page(&tx, &scope, shell, (&incident, String::new())).await?).into_response())
}

/// Closes, confirms, takes back or reopens; shows the page again with what was typed when it is
/// not allowed (422) or somebody else was faster (409).
async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::CloseIncident>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<CloseForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let step = ClosingStep::from_name(&form.act)
        .ok_or_else(|| Problem::invalid(words.t("run-refused-kind")))?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let note = match clean_text(&form.note, LONGEST_NOTE) {
        Ok(note) => note,
        Err(TextError::Empty) => String::new(),
        Err(TextError::TooLong { max }) => {
            let error = FieldError::new("note", words.t1("lessons-too-long", "max", max));
            return again(&tx, &scope, &context, (&incident, form), Some(error)).await;
        }
    };
    let act = ClosingAct { step, seen_version: form.seen.parse().unwrap_or(0), note };
    match act_on_closing(&tx, &platform, &scope, &incident, act).await? {
        Closed::Done(incident) => {
            tx.commit().await?;
            let base = CaseHead::new(&scope, words, &incident, Tab::Lessons).base;
            let path = if incident.status == Status::Open.name() { "" } else { "/close" };
            Ok(Redirect::to(&format!("{base}{path}?done=closing")).into_response())
        }
        Closed::Conflict(now) => again(&tx, &scope, &context, (&now, form), None).await,
        Closed::Refused(refusal) => {
            let (field, text) = match refusal {
                Refusal::ReasonMissing => ("note", words.t("lessons-reason-missing")),
                Refusal::NoLevel => ("needs", words.t("lessons-level-missing")),
                Refusal::Missing(needs) => {
                    ("needs", words.t1("lessons-left", "count", needs.len()))
                }
                Refusal::SamePerson => ("second", words.t("lessons-same-person")),
                Refusal::NobodyOfCompany => ("second", words.t("lessons-nobody-of-company")),
            };
            let error = FieldError::new(field, text);
            again(&tx, &scope, &context, (&incident, form), Some(error)).await
        }
    }
}

async fn again(
    tx: &Tx,
    scope: &CompanyScope,
    context: &RequestContext,
    (incident, form): (&incident::Model, CloseForm),
    error: Option<FieldError>,
) -> Result<Response, Problem> {
    let mut shell = company_shell(tx, scope, context, Place::Incidents).await?;
    let conflict = error.is_none();
    shell.errors.extend(error);
    let page = page(tx, scope, shell, (incident, form.note)).await?;
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Html(ClosePage { conflict, ..page }).with_status(status))
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    shell: Shell,
    (incident, note): (&incident::Model, String),
) -> Result<ClosePage, Problem> {
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Lessons);
    let needs = needs_now(tx, incident).await?;
    let acts = closings_of(tx, incident).await?;
    let asked = closers(tx, scope, incident).await?;
    let status = match incident.status.as_str() {
        name if name == Status::Closed.name() => Status::Closed,
        name if name == Status::Closing.name() => Status::Closing,
        _ => Status::Open,
    };
    let first = acts.last().filter(|_| status == Status::Closing);
    Ok(ClosePage {
        level: incident.level.map(|level| shell.level(level)),
        history: incident.purpose == Purpose::History.name(),
        left: needs.iter().filter(|need| need.hinders()).count(),
        needs: needs.iter().map(|need| shown_need(&shell, &head, need)).collect(),
        two_persons: asked.count > 1,
        lowered: asked.lowered,
        may_close: scope.may::<can::CloseIncident>(),
        is_first: first.is_some_and(|first| first.by_id == scope.account().map(Into::into)),
        first: first.map(|first| shown_act(&shell, first)),
        acts: acts.iter().rev().map(|act| shown_act(&shell, act)).collect(),
        note,
        version: incident.version,
        conflict: false,
        status,
        head,
        shell,
    })
}

fn shown_need(shell: &Shell, head: &CaseHead, need: &Need) -> ShownNeed {
    let page = match need.id {
        "classified" => "/level",
        "event-recorded" => "/facts/event",
        "commander-named" => "/people",
        "playbook-used" => "/facts/no_playbook",
        "cause-recorded" => "/facts/cause",
        "prevention-owned" => "/lessons#prevention",
        "decisions-made" => "#decisions",
        "restored" => "/lessons#restore",
        "reports-decided" => "/facts/outside_reports",
        "persons-told" => "/facts/notice_to_persons",
        "evidence-kept" if need.left > 1 => "/evidence",
        "evidence-kept" => "/facts/evidence_term",
        "two-persons" => "/close#act",
        _ => "",
    };
    ShownNeed {
        href: format!("{}{page}", head.base),
        title: shell.text(&need.text.title),
        hint: shell.text(&need.text.hint),
        named: match need.named.join(&shell.t("run-list-comma")) {
            none if none.is_empty() => none,
            named => shell.t1("lessons-need-loose", "measures", named),
        },
        left: if need.hinders() { need.left } else { 0 },
        met: need.met,
    }
}

fn shown_act(shell: &Shell, act: &closing::Model) -> ShownAct {
    ShownAct {
        what: shell.t(&format!("papers-closing-{}", act.act)),
        by: if act.by_name.is_empty() { shell.t("record-by-program") } else { act.by_name.clone() },
        at: shell.words.date_time(from_millis(act.at)),
        note: act.reason.clone(),
    }
}
