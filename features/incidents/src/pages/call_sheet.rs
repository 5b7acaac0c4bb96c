//! The call sheet as a page to read from while telephoning, or to print.

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::Lang;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::case_link::base_of;
use crate::{
    case::view_incident,
    content::content,
    documents::{Issue, set_call_sheet},
    people::{CallSheet, call_sheet_data, fitting_desks},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/call-sheet", get(show))
        .route("/c/{company}/incidents/{incident}/call-sheet.pdf", get(pdf))
}

#[derive(Template)]
#[template(path = "pages/call_sheet.html")]
struct CallSheetPage {
    shell: Shell,
    back: String,
    /// The same sheet as a file; empty for people who may not open papers.
    pdf: String,
    sheet: CallSheet,
}

/// Which desk is called.
#[derive(Debug, Deserialize)]
struct Which {
    #[serde(default)]
    desk: Option<String>,
    /// The language of the file; otherwise the reader's.
    #[serde(default)]
    lang: String,
}

impl Which {
    fn desk(&self) -> Option<&str> {
        self.desk.as_deref().filter(|desk| !desk.is_empty())
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Result<Html<CallSheetPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let desk = which.desk();
    let sheet = call_sheet_data(&tx, &platform, &scope, &incident, desk, &context.words).await?;
    let base = base_of(&incident);
    let pdf = match &sheet.desk {
        Some(desk) => format!("{base}/call-sheet.pdf?desk={}", desk.id),
        None => format!("{base}/call-sheet.pdf"),
    };
    let pdf = if scope.may::<can::ViewDocuments>() { pdf } else { String::new() };
    Ok(Html(CallSheetPage { shell, back: format!("{base}/people"), pdf, sheet }))
}

/// The sheet as a file: for one desk, or with all fitting desks to choose from.
async fn pdf(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Result<Download, Problem> {
    let words = match Lang::from_code(&which.lang) {
        Some(lang) => platform.words(lang),
        None => context.words,
    };
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let firm = company(&tx, &scope).await?;
    let sheet = call_sheet_data(&tx, &platform, &scope, &incident, which.desk(), &words).await?;
    let fitting = fitting_desks(&tx, &scope, &incident, content()?, &words).await?;
    drop(tx);
    let fitting: Vec<_> = fitting.into_iter().map(|fitting| fitting.desk).collect();
    let name = words.t1("papers-file-call-sheet", "number", &incident.number);
    let issue = Issue::new(words, platform.clock.now(), scope.actor_name());
    let pdf = set_call_sheet(&sheet, &fitting, (&firm, &incident), issue).await?;
    Ok(Download {
        name: format!("{name}.pdf"),
        mime: "application/pdf",
        inline: true,
        body: Body::from(pdf.bytes),
    })
}
