//! Recovery and lessons: what is restored, the cause, what keeps it from happening again.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    measure,
    measure_form::MeasureForm,
    shown_fact::ShownFact,
    shown_measure::ShownMeasure,
};
use crate::{
    case::{Purpose, Status, current_facts, incident_of, view_incident},
    closing::{Need, needs_now},
    content::content,
    measures::{MeasureKind, add_measure, measures_of},
    model::incident,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/lessons", get(show).post(add))
        .route("/c/{company}/incidents/{incident}/lessons/{measure}", get(measure::show))
        .route("/c/{company}/incidents/{incident}/lessons/{measure}", post(measure::save))
        .route("/c/{company}/incidents/{incident}/lessons/{measure}/done", post(measure::mark))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/lessons.html")]
struct LessonsPage {
    shell: Shell,
    head: CaseHead,
    /// The cause and what was learned.
    facts: Vec<KnownFact>,
    groups: Vec<Group>,
    kinds: Vec<Choice>,
    form: MeasureForm,
    /// How many things closing still needs; `None` when it is closed.
    left: Option<usize>,
    /// Nobody has decided the level, and the level says what closing needs.
    needs_level: bool,
    /// A second person is to confirm that it is closed.
    closing: bool,
    /// Preventions may be marked done on a closed incident, too.
    may_mark: bool,
}

/// A fact that belongs here.
struct KnownFact {
    href: String,
    title: Markup,
    hint: Markup,
    fact: Option<ShownFact>,
}

/// The measures of one kind.
struct Group {
    name: &'static str,
    title: Markup,
    about: Markup,
    none: Markup,
    /// Whether they may be marked now.
    marks: bool,
    measures: Vec<ShownMeasure>,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: String,
    /// The kind that the form begins with.
    #[serde(default)]
    kind: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if !asked.done.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("lessons-saved") });
    }
    let form = MeasureForm { kind: asked.kind, ..MeasureForm::default() };
    Ok(Html(page(&tx, &platform, &scope, shell, (&incident, form)).await?).into_response())
}

/// Adds a measure, or shows the page again with what is wrong (422).
async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<MeasureForm>,
) -> Result<Response, Problem> {
    match form.read(&platform, &context.words)? {
        Ok(new) => {
            let tx = platform.db.write(scope.fence()).await?;
            let incident = incident_of(&tx, &scope, &id).await?;
            add_measure(&tx, &platform, &scope, &incident, new).await?;
            tx.commit().await?;
            let base = CaseHead::new(&scope, &context.words, &incident, Tab::Lessons).base;
            Ok(Redirect::to(&format!("{base}/lessons?done=added")).into_response())
        }
        Err(errors) => {
            let (tx, incident) = view_incident(&platform, &scope, &id).await?;
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let page = page(&tx, &platform, &scope, shell, (&incident, form)).await?;
            Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

async fn page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    shell: Shell,
    (incident, form): (&incident::Model, MeasureForm),
) -> Result<LessonsPage, Problem> {
    let now = platform.clock.now();
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Lessons);
    let rows = measures_of(tx, incident).await?;
    let may_mark = scope.may::<can::WorkIncident>();
    let group = |kind: MeasureKind| {
        let name = kind.name();
        let of_kind = rows.iter().filter(|row| row.kind == name);
        let key = |part: &str| shell.html(&format!("lessons-kind-{name}{part}"));
        Group {
            name,
            title: key(""),
            about: key("-about"),
            none: key("-none"),
            marks: head.may_work || (may_mark && kind == MeasureKind::Prevention),
            measures: of_kind.map(|row| ShownMeasure::new(&shell, &head.base, row, now)).collect(),
        }
    };
    let left = needs_now(tx, incident).await?.iter().filter(|need| Need::hinders(need)).count();
    Ok(LessonsPage {
        facts: facts(tx, &shell, &head, incident, now).await?,
        groups: MeasureKind::ALL.map(group).into_iter().collect(),
        kinds: kinds(&shell),
        form,
        left: (incident.status != Status::Closed.name()).then_some(left),
        needs_level: incident.level.is_none() && incident.purpose != Purpose::History.name(),
        closing: incident.status == Status::Closing.name(),
        may_mark,
        head,
        shell,
    })
}

/// The two kinds as radio buttons.
pub(super) fn kinds(shell: &Shell) -> Vec<Choice> {
    let choice = |kind: MeasureKind| {
        Choice::new(kind.name(), shell.t(&format!("lessons-kind-{}", kind.name())))
            .with_hint(shell.t(&format!("lessons-kind-{}-about", kind.name())))
    };
    MeasureKind::ALL.map(choice).into_iter().collect()
}

async fn facts(
    tx: &Tx,
    shell: &Shell,
    head: &CaseHead,
    incident: &incident::Model,
    now: jiff::Timestamp,
) -> Result<Vec<KnownFact>, Problem> {
    let written = current_facts(tx, incident).await?;
    let sheet = &content()?.facts;
    let fields = ["cause", "lessons"].into_iter().filter_map(|key| sheet.field(key));
    Ok(fields
        .map(|field| KnownFact {
            href: format!("{}/facts/{}", head.base, field.key),
            title: shell.text(&field.title),
            hint: shell.text(&field.hint),
            fact: written
                .iter()
                .find(|fact| fact.key == field.key)
                .map(|fact| ShownFact::new(shell, now, fact)),
        })
        .collect())
}
