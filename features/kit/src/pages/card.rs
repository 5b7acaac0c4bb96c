//! Where the code on a card leads: to the incident in which its procedure runs.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::{IncidentFilter, list_incidents},
    model::incident,
    runs::runs_of,
};
use hikeshi_playbooks::shelf::find_startable;
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

/// Open incidents that are looked through.
const LOOKED_AT: u64 = 50;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/kit/cards/{playbook}", get(show))
}

#[derive(Template)]
#[template(path = "pages/card.html")]
struct CardPage {
    shell: Shell,
    home: String,
    title: Markup,
    summary: Markup,
    /// Open incidents to choose from: the address and the name.
    choices: Vec<(String, String)>,
    /// Whether the procedure runs in these; otherwise it runs in none.
    running: bool,
    may_open: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, playbook)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let found = find_startable(&tx, &platform, &scope, &playbook).await?;
    let playbook = found.ok_or_else(Problem::not_found)?.playbook;
    let filter = IncidentFilter { open_only: true, limit: LOOKED_AT, before: None };
    let open = list_incidents(&tx, &scope, &filter).await?;
    let with = with_run(&tx, &open, &playbook.id).await?;
    if let [only] = with.as_slice() {
        return Ok(Redirect::to(&href(&scope, only)).into_response());
    }
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let running = !with.is_empty();
    let shown: Vec<&incident::Model> = if running { with } else { open.iter().collect() };
    let name = |row: &incident::Model| {
        shell.words.ta("kit-incident", &[("number", &row.number), ("title", &row.title)])
    };
    Ok(Html(CardPage {
        home: format!("/c/{}", scope.company()),
        title: shell.text(&playbook.title),
        summary: shell.text(&playbook.summary),
        choices: shown.into_iter().map(|row| (href(&scope, row), name(row))).collect(),
        running,
        may_open: scope.may::<can::OpenIncident>(),
        shell,
    })
    .into_response())
}

fn href(scope: &CompanyScope, row: &incident::Model) -> String {
    format!("/c/{}/incidents/{}", scope.company(), row.id)
}

/// The incidents in which the procedure runs.
async fn with_run<'a>(
    tx: &Tx,
    open: &'a [incident::Model],
    playbook: &str,
) -> Result<Vec<&'a incident::Model>, Problem> {
    let mut found = Vec::new();
    for row in open {
        let runs = runs_of(tx, row).await?;
        if runs.iter().any(|run| run.row.playbook_id == playbook) {
            found.push(row);
        }
    }
    Ok(found)
}
