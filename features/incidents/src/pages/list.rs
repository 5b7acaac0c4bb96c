//! All incidents of a company.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{
    case::{IncidentFilter, list_incidents},
    model::incident,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents", get(show))
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    incidents: Vec<incident::Model>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let incidents = list_incidents(&tx, &scope, &IncidentFilter::default()).await?;
    Ok(Html(ListPage { shell, incidents }))
}
