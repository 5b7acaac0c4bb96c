//! All incidents of a company.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::Moment;
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::Timestamp;

use crate::{
    case::{IncidentFilter, Purpose, Status, list_incidents, noticed_of},
    model::incident,
};

/// Incidents that the page shows; the API pages through all.
const MOST: u64 = 500;

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents", get(show))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    /// The path of the list.
    base: String,
    open: Vec<ShownIncident>,
    closed: Vec<ShownIncident>,
    may_open: bool,
    may_import: bool,
}

/// An incident in the list.
struct ShownIncident {
    href: String,
    title: String,
    hint: String,
    /// Drill or history.
    purpose: Option<String>,
    level: Option<Markup>,
    tone: &'static str,
    icon: &'static str,
    status: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let filter = IncidentFilter { limit: MOST, ..IncidentFilter::default() };
    let incidents = list_incidents(&tx, &scope, &filter).await?;
    let now = platform.clock.now();
    let (closed, open): (Vec<_>, Vec<_>) =
        incidents.iter().partition(|incident| incident.status == Status::Closed.name());
    let shown = |incident: &&incident::Model| ShownIncident::new(&shell, incident, now);
    let (open, closed) = (open.iter().map(shown).collect(), closed.iter().map(shown).collect());
    let may_open = scope.may::<can::OpenIncident>();
    let may_import = scope.may::<can::ImportIncident>();
    let base = format!("/c/{}/incidents", scope.company());
    Ok(Html(ListPage { shell, base, open, closed, may_open, may_import }))
}

impl ShownIncident {
    fn new(shell: &Shell, incident: &incident::Model, now: Timestamp) -> Self {
        let words = &shell.words;
        let (tone, icon) = match incident.status.as_str() {
            "open" => ("now", "half"),
            "closing" => ("caution", "clock"),
            _ => ("done", "done"),
        };
        Self {
            href: format!("/c/{}/incidents/{}", incident.company_id, incident.id),
            title: incident.title.clone(),
            hint: hint(words, incident, now),
            purpose: purpose(words, incident),
            level: incident.level.map(|level| shell.level(level)),
            tone,
            icon,
            status: words.t(&format!("case-status-{}", incident.status)),
        }
    }
}

fn hint(words: &Words, incident: &incident::Model, now: Timestamp) -> String {
    if matches!(noticed_of(incident), Moment::Unknown) {
        return words.t1("case-list-hint-unknown", "number", &incident.number);
    }
    let noticed = words.moment_brief(&noticed_of(incident), now);
    words.ta("case-list-hint", &[("number", &incident.number), ("when", &noticed)])
}

fn purpose(words: &Words, incident: &incident::Model) -> Option<String> {
    let real = incident.purpose == Purpose::Real.name();
    (!real).then(|| words.t(&format!("case-purpose-{}", incident.purpose)))
}
