//! The call sheet as a page to read from while telephoning, or to print.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::{case_head::incident_of, case_link::base_of};
use crate::people::{CallSheet, call_sheet_data};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/call-sheet", get(show))
}

#[derive(Template)]
#[template(path = "pages/call_sheet.html")]
struct CallSheetPage {
    shell: Shell,
    back: String,
    sheet: CallSheet,
}

/// Which desk is called.
#[derive(Debug, Deserialize)]
struct Which {
    #[serde(default)]
    desk: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Result<Html<CallSheetPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let desk = which.desk.as_deref().filter(|desk| !desk.is_empty());
    let sheet = call_sheet_data(&tx, &platform, &scope, &incident, desk, &context.words).await?;
    Ok(Html(CallSheetPage { shell, back: format!("{}/people", base_of(&incident)), sheet }))
}
