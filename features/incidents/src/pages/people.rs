//! People and desks of an incident: who works on it, who was called, whom outside to ask.

mod acts;
mod desk_form;
mod view;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext, fresh_form};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    case_link::base_of,
};
use crate::{
    case::{Status, view_incident},
    content::{AddressKind, content},
    model::incident,
    people::{ContactOutcome, Part, candidates},
};
use view::{ContactView, DeskView, PersonView, RoundView};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/people", get(show))
        .route("/c/{company}/incidents/{incident}/people/add", post(acts::add))
        .route("/c/{company}/incidents/{incident}/people/remove", post(acts::remove))
        .route("/c/{company}/incidents/{incident}/people/command", post(acts::command))
        .route("/c/{company}/incidents/{incident}/people/acknowledge", post(acts::confirm))
        .route("/c/{company}/incidents/{incident}/people/call-again", post(acts::call_again))
        .route("/c/{company}/incidents/{incident}/people/desk", post(desk_form::submit))
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct PeoplePage {
    shell: Shell,
    head: CaseHead,
    incident: incident::Model,
    base: String,
    may_work: bool,
    people: Vec<PersonView>,
    commanders: Vec<Choice>,
    commander: String,
    parts: Vec<Choice>,
    rounds: Vec<RoundView>,
    /// The desks to think of first.
    desks: Vec<DeskView>,
    /// The other desks that fit.
    more_desks: Vec<DeskView>,
    desk_choices: Vec<Choice>,
    outcomes: Vec<Choice>,
    contacts: Vec<ContactView>,
    typed: Typed,
}

/// What the forms of the page hold: shown again after a mistake.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    organisation: String,
    part: String,
    phone: String,
    email: String,
    desk: String,
    outcome: String,
    note: String,
    when: String,
    /// The random id of the form for a contact, so that sending it twice records one.
    form_id: String,
}

/// Why the page is shown again.
#[derive(Debug, Default)]
struct Again {
    status: StatusCode,
    errors: Vec<FieldError>,
    notice: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Problem> {
    let chosen = Typed { desk: typed.desk, ..Typed::default() };
    render(&platform, &context, &scope, (&incident, chosen), Again::default()).await
}

async fn render(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, mut typed): (&str, Typed),
    again: Again,
) -> Result<Response, Problem> {
    if typed.form_id.is_empty() {
        typed.form_id = fresh_form(platform);
    }
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    shell.errors = again.errors;
    shell.flash = again.notice.map(|text| Flash { kind: Tone::Caution, text });
    let words = &context.words;
    let who = candidates(&tx, scope, &incident).await?;
    let chosen = who.iter().find(|c| c.name == incident.commander_name);
    let named = |key: &str, name: &str| Choice::new(name, words.t(&format!("{key}-{name}")));
    let content = content()?;
    let desks = view::desks(&tx, scope, &incident, content, words).await?;
    let desk_choices = desks.iter().map(|desk| Choice::new(&desk.id, &desk.name)).collect();
    let (desks, more_desks) = desks.into_iter().partition(|desk| desk.first);
    let page = PeoplePage {
        head: CaseHead::new(scope, words, &incident, Tab::Beside),
        base: base_of(&incident),
        may_work: scope.may::<can::WorkIncident>() && incident.status != Status::Closed.name(),
        people: view::people(&tx, &incident, words).await?,
        commander: chosen.map(|c| c.id.to_string()).unwrap_or_default(),
        commanders: who.iter().map(|c| Choice::new(c.id.to_string(), &c.name)).collect(),
        parts: Part::ALL.iter().map(|part| named("people-part", part.name())).collect(),
        rounds: view::rounds(&tx, &incident, words).await?,
        desk_choices,
        desks,
        more_desks,
        outcomes: ContactOutcome::ALL.iter().map(|o| named("people-outcome", o.name())).collect(),
        contacts: view::contacts(&tx, &incident, content, words).await?,
        shell,
        incident,
        typed,
    };
    Ok((again.status, Html(page)).into_response())
}
