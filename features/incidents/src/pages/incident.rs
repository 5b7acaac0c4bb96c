//! One incident: the one next thing to do, and everything else below it.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    case_head::{CaseHead, Tab},
    incident_called::ShownCall,
    incident_clocks::ShownClocks,
    incident_decisions::{ShownDecision, open_decisions},
    incident_folds::Folds,
    incident_next::ShownNext,
    incident_people::People,
    incident_tasks::ShownRun,
    incident_top::CaseTop,
    shown_entry::{ShownEntry, entry_flash, entry_link},
};
use crate::{
    case::{Purpose, TimelineFilter, current_facts, find_entry, timeline, view_incident},
    model::incident,
    runs::runs_of,
};

/// Lines of the timeline that the page shows.
const LAST_LINES: u64 = 6;

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}", get(show))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/incident.html")]
struct IncidentPage {
    shell: Shell,
    head: CaseHead,
    top: CaseTop,
    next: Option<ShownNext>,
    decisions: Vec<ShownDecision>,
    clocks: ShownClocks,
    calls: Vec<ShownCall>,
    runs: Vec<ShownRun>,
    lines: Vec<ShownEntry>,
    folds: Folds,
    /// The random id of the form for a line, so that sending it twice writes one line.
    form_id: Uuid,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Not empty after something was written.
    #[serde(default)]
    done: String,
    /// The line of the timeline that was written.
    #[serde(default)]
    entry: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<IncidentPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let written = match asked.entry.parse() {
        Ok(id) => find_entry(&tx, &incident, id).await?,
        Err(_) => None,
    };
    if let Some(entry) = written {
        let base = CaseHead::new(&scope, &shell.words, &incident, Tab::Work).base;
        shell.flash = Some(entry_flash(&shell.words, platform.clock.now(), &entry, &asked.done));
        shell.flash_link = Some(entry_link(&shell.words, &base, &entry));
    } else if !asked.done.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("case-saved") });
    }
    let page = page(&tx, &platform, &scope, shell, &incident).await?;
    Ok(Html(page))
}

async fn page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    shell: Shell,
    incident: &incident::Model,
) -> Result<IncidentPage, Problem> {
    let now = platform.clock.now();
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Work);
    let facts = current_facts(tx, incident).await?;
    let runs = runs_of(tx, incident).await?;
    let people = People::read(tx, incident, &shell.words).await?;
    let top = CaseTop::new(&shell, incident, &facts, now);
    let next = ShownNext::new(&shell, scope, &head, (incident, &runs), &people, now);
    let decisions = open_decisions(tx, &shell, &head, (incident, &runs), &people).await?;
    let clocks = ShownClocks::read(tx, &shell, incident, now).await?;
    let calls = ShownCall::read(tx, &shell, incident, now).await?;
    let folds = Folds::read(tx, scope, &shell, incident, facts, now).await?;
    let filter = TimelineFilter { latest: LAST_LINES, ..TimelineFilter::default() };
    let latest = timeline(tx, incident, &filter).await?;
    let line = |entry| ShownEntry::new(&shell.words, now, &head.base, entry);
    let lines = latest.iter().rev().map(line).collect();
    let several = runs.len() > 1;
    let shown = runs.iter().map(|run| ShownRun::new(&shell, &head, run, &people, (now, several)));
    let runs = shown.collect();
    let (clock, rng) = platform.chance();
    let form_id = hikeshi_kernel::new_uuid(clock, rng);
    Ok(IncidentPage {
        shell,
        head,
        top,
        next,
        decisions,
        clocks,
        calls,
        runs,
        lines,
        folds,
        form_id,
    })
}

/// When the incident began for those who work on it: a drill when it was opened, however old the
/// case is that it is played on.
pub(crate) fn began(incident: &incident::Model) -> jiff::Timestamp {
    let drill = incident.purpose == Purpose::Drill.name();
    from_millis(if drill { incident.opened_at } else { incident.noticed_sort })
}
