//! The papers of an incident: which can be made, which were made, and what changed since.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::Lang;
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    document_file,
    documents_view::{Case, MissingView, PaperView, VersionView, languages},
};
use crate::{
    case::{IncidentId, view_incident},
    content::content,
    documents::{CaseFile, Format, Paper, Wanted, documents_of, fact_revisions, make_document},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/documents", get(show).post(make)).route(
        "/c/{company}/incidents/{incident}/documents/{document}",
        get(document_file::download),
    )
}

#[derive(Template)]
#[template(path = "pages/documents.html")]
struct DocumentsPage {
    shell: Shell,
    head: CaseHead,
    may_make: bool,
    /// Whether the person may give parts of the incident to outsiders.
    may_share: bool,
    /// Whether the person may look at technical traces.
    may_work: bool,
    /// Whether the person may make a package for somebody outside.
    may_package: bool,
    /// The company's pages; empty for an outsider.
    home: Option<String>,
    languages: Vec<Choice>,
    first_report: PaperView,
    record: PaperView,
    /// What has just been made.
    done: Option<VersionView>,
    /// Nothing had to be made, because that version says the same.
    same: bool,
    versions: Vec<VersionView>,
    /// Still to be written; and written as unknown.
    missing: (Vec<MissingView>, Vec<MissingView>),
}

/// What a redirect from [`make`] carries.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    made: String,
    #[serde(default)]
    same: String,
}

/// Which paper somebody wants.
#[derive(Debug, Deserialize)]
struct Form {
    #[serde(default)]
    paper: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    lang: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<DocumentsPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let file = CaseFile::read(&tx, &scope, IncidentId(incident.id)).await?;
    let made = documents_of(&tx, &file.incident).await?;
    let facts = fact_revisions(&tx, &file.incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let head = CaseHead::new(&scope, &shell.words, &file.incident, Tab::Documents);
    let case = Case {
        platform: &platform,
        content: content()?,
        file: &file,
        facts: &facts,
        made: &made,
        words: &shell.words,
        scope: &scope,
        base: &head.base,
    };
    let versions = case.versions();
    Ok(Html(DocumentsPage {
        may_make: scope.may::<can::WorkIncident>(),
        may_share: scope.may::<can::ShareCase>(),
        may_work: scope.may::<can::WorkIncident>(),
        may_package: scope.may::<can::ExportCase>(),
        home: scope.may::<can::ViewCompany>().then(|| format!("/c/{}", scope.company())),
        languages: languages(&shell.words),
        first_report: case.paper(Paper::FirstReport)?,
        record: case.paper(Paper::Record)?,
        done: versions.iter().find(|version| version.id.to_string() == asked.made).cloned(),
        same: !asked.same.is_empty(),
        missing: case.missing(),
        versions,
        head,
        shell,
    }))
}

/// Makes a version. Who works on the incident may do that, as far as papers are open to them.
async fn make(
    State(platform): State<Platform>,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Posted(form): Posted<Form>,
) -> Result<Redirect, Problem> {
    let id: IncidentId = incident.parse().map_err(|_| Problem::not_found())?;
    if !scope.may::<can::ViewDocuments>() {
        return Err(Problem::forbidden());
    }
    let wanted = form.wanted().ok_or_else(Problem::not_found)?;
    let made = make_document(&platform, &scope, id, wanted).await?;
    let same = if made.is_new { "" } else { "&same=yes" };
    let (company, document) = (scope.company(), made.row.id);
    let page = format!("/c/{company}/incidents/{id}/documents?made={document}{same}");
    Ok(Redirect::to(&page))
}

impl Form {
    /// The record exists in both forms, the first report only as one page.
    fn wanted(&self) -> Option<Wanted> {
        let wanted = Wanted {
            paper: Paper::from_name(&self.paper)?,
            format: Format::from_name(&self.format)?,
            lang: Lang::from_code(&self.lang)?,
        };
        (wanted.paper == Paper::Record || wanted.format == Format::Pdf).then_some(wanted)
    }
}
