//! Choosing a playbook for an incident.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::Confidence;
use hikeshi_playbooks::shown::edition_key;
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::case_head::{CaseHead, Tab};
use crate::{
    case::{Status, incident_of, view_incident},
    runs::{PlaybookChoice, playbook_choices, runs_of, start_run},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/runs", get(show).post(start))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/run_choice.html")]
struct RunChoicePage {
    shell: Shell,
    head: CaseHead,
    /// Recommended for the incident's kinds.
    advised: Vec<ShownPlaybook>,
    /// Other editions for the same kinds.
    other_editions: Vec<ShownPlaybook>,
    /// For other kinds.
    rest: Vec<ShownPlaybook>,
    may_start: bool,
}

/// A playbook that can be started.
struct ShownPlaybook {
    id: String,
    title: Markup,
    /// The title without readings, for the button's hidden text.
    name: String,
    summary: Markup,
    edition: String,
    steps: usize,
    to_check: bool,
    running: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Html<RunChoicePage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let runs = runs_of(&tx, &incident).await?;
    let choices = playbook_choices((&tx, &platform, &scope), &incident, &runs).await?;
    let those = |wanted: fn(&PlaybookChoice) -> bool| -> Vec<_> {
        let chosen = choices.iter().filter(|choice| wanted(choice));
        chosen.map(|choice| ShownPlaybook::new(&shell, choice)).collect()
    };
    Ok(Html(RunChoicePage {
        head: CaseHead::new(&scope, &shell.words, &incident, Tab::Work),
        advised: those(|choice| choice.is_default),
        other_editions: those(|choice| choice.suits && !choice.is_default),
        rest: those(|choice| !choice.suits),
        may_start: scope.may::<can::WorkIncident>() && incident.status != Status::Closed.name(),
        shell,
    }))
}

/// What the form sends.
#[derive(Debug, Deserialize)]
struct StartForm {
    #[serde(default)]
    playbook: String,
}

async fn start(
    State(platform): State<Platform>,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Posted(form): Posted<StartForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    start_run(&tx, &platform, &scope, &incident, &form.playbook).await?;
    tx.commit().await?;
    let path = format!("/c/{}/incidents/{}?done=run", scope.company(), incident.id);
    Ok(Redirect::to(&path))
}

impl ShownPlaybook {
    fn new(shell: &Shell, choice: &PlaybookChoice) -> Self {
        let playbook = &choice.playbook;
        let edition = shell.t(edition_key(playbook.edition));
        Self {
            id: playbook.id.clone(),
            title: shell.text(&playbook.title),
            name: plain(playbook.title.get(shell.words.lang())),
            summary: shell.text(&playbook.summary),
            edition: shell.t2("run-version", "edition", edition, "version", &playbook.version),
            steps: playbook.steps.len(),
            to_check: playbook.confidence == Confidence::ToCheck,
            running: choice.running,
        }
    }
}
