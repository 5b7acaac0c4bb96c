//! Bringing in an incident from a file, and what came of it.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Fence;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, ProblemKind, RequestContext};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::case_link::base_of;
use crate::{
    case::{Purpose, current_facts, view_incident},
    import::{
        ImportChoice, Imported, MAX_FILE_BYTES, PROBLEMS_KEY, ReadFile, import_case,
        imported_before, prepare_case, read_file,
    },
    model::{OfIncident as _, fact, incident, timeline_entry},
};

/// Room for the other fields of the form and its borders.
const FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(MAX_FILE_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/incidents/import", get(show).post(submit).layer(limit))
        .route("/c/{company}/incidents/{incident}/imported", get(done))
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    shell: Shell,
    purposes: Vec<Choice>,
    purpose: String,
    again: bool,
    back: String,
    /// Where packages of other installations are brought in.
    packages: String,
    /// The incident as which the file was brought in before.
    known: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/imported.html")]
struct ImportedPage {
    shell: Shell,
    incident: incident::Model,
    entries: u64,
    facts: usize,
    problems: Vec<String>,
    /// Whether it is a past incident; otherwise it is a drill.
    past: bool,
}

/// What the form posts.
#[derive(Default)]
struct Upload {
    name: String,
    bytes: Vec<u8>,
    purpose: String,
    again: bool,
    /// The page of the incident as which the file was brought in before.
    known: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
) -> Result<Response, Problem> {
    form(&platform, &context, &scope, &Upload::default(), None).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
    body: Multipart,
) -> Result<Response, Problem> {
    let mut upload = read_form(body).await?;
    if upload.bytes.is_empty() {
        let error = context.words.t("import-no-file");
        return form(&platform, &context, &scope, &upload, Some(error)).await;
    }
    let file = read_file(&platform, &upload.name, std::mem::take(&mut upload.bytes)).await?;
    let purpose = Purpose::from_name(&upload.purpose).filter(|purpose| *purpose != Purpose::Real);
    let sha256 = file.sha256.clone();
    let choice = ImportChoice { purpose: purpose.unwrap_or(Purpose::History), again: upload.again };
    match bring_in(&platform, &context, &scope, file, choice).await {
        Ok(imported) => {
            let company = scope.company();
            let path = format!("/c/{company}/incidents/{}/imported", imported.incident);
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem { kind: ProblemKind::Invalid | ProblemKind::Conflict, detail, .. }) => {
            let tx = platform.db.read(scope.fence()).await?;
            let known = imported_before(&tx, &scope, &sha256, choice.purpose).await?;
            drop(tx);
            upload.known = known.map(|first| base_of(&first));
            let error = detail.unwrap_or_default();
            form(&platform, &context, &scope, &upload, Some(error)).await
        }
        Err(problem) => Err(problem),
    }
}

async fn bring_in(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    file: ReadFile,
    choice: ImportChoice,
) -> Result<Imported, Problem> {
    let case = prepare_case(&context.words, file, choice).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let imported = import_case(&tx, platform, scope, &context.words, case).await?;
    tx.commit().await?;
    Ok(imported)
}

async fn read_form(mut body: Multipart) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    while let Some(field) = body.next_field().await.map_err(refused)? {
        match field.name().unwrap_or_default() {
            "file" => {
                upload.name = field.file_name().unwrap_or_default().to_owned();
                upload.bytes = field.bytes().await.map_err(refused)?.to_vec();
            }
            "purpose" => upload.purpose = field.text().await.map_err(refused)?,
            "again" => upload.again = field.text().await.map_err(refused)? == "yes",
            _ => {}
        }
    }
    Ok(upload)
}

/// Too many bytes, or a body that is no form.
fn refused(error: axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { cause: Some(error.body_text()), ..Problem::invalid("") }
}

async fn form(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    upload: &Upload,
    error: Option<String>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(Fence::Tenant(scope.company().0)).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    for line in error.iter().flat_map(|error| error.lines()) {
        shell.errors.push(FieldError::new("file", line));
    }
    let purposes = [Purpose::History, Purpose::Drill].map(|purpose| {
        let name = purpose.name();
        Choice::new(name, context.words.t(&format!("import-purpose-{name}")))
    });
    let purpose = Purpose::from_name(&upload.purpose).unwrap_or(Purpose::History);
    let page = ImportPage {
        shell,
        purposes: purposes.to_vec(),
        purpose: purpose.name().to_owned(),
        again: upload.again,
        known: upload.known.clone(),
        back: format!("/c/{}/incidents", scope.company()),
        packages: format!("/c/{}/packages/import", scope.company()),
    };
    Ok(Html(page).with_status(status))
}

async fn done(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ImportIncident>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<ImportedPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let facts = current_facts(&tx, &incident).await?;
    let entries = timeline_entry::Entity::find()
        .of_incident(&incident)
        .filter(timeline_entry::Column::Automatic.eq(false))
        .count(tx.conn())
        .await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let problems = problems_of(&facts);
    let facts = facts.len();
    let past = incident.purpose == Purpose::History.name();
    Ok(Html(ImportedPage { shell, incident, entries, facts, problems, past }))
}

/// The kept problems, one a line; a long list stands in several facts.
fn problems_of(facts: &[fact::Model]) -> Vec<String> {
    let number = |fact: &fact::Model| {
        let rest = fact.key.strip_prefix(PROBLEMS_KEY)?;
        if rest.is_empty() { Some(1_u32) } else { rest.strip_prefix('#')?.parse().ok() }
    };
    let mut kept: Vec<_> =
        facts.iter().filter_map(|fact| Some((number(fact)?, fact.value.as_str()))).collect();
    kept.sort_unstable();
    let text: String = kept.into_iter().map(|(_, value)| value).collect();
    text.lines().map(str::to_owned).collect()
}
