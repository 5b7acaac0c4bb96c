//! A paper as a file: an approved version the same bytes every time, anything else set now.

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_web::{Download, Platform, Problem};
use serde::Deserialize;

use super::papers_official::official_file;
use crate::{
    papers::{
        OFFICIAL, PaperNow, file_of, find_paper, form_name, forms_of, sheet_of_now,
        sheet_of_version, version_of_serial,
    },
    render::{self, Form},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings/{paper}/files/{form}", get(show))
}

/// What the address says: the number of a version; without it the paper as it stands now.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    serial: Option<i64>,
}

async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper, form)): Path<(String, String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    file_response(&platform, &scope, (&incident, &paper, &form), asked.serial).await
}

/// The file of a paper in one form, for people and for programs.
pub(crate) async fn file_response(
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper, form): (&str, &str, &str),
    serial: Option<i64>,
) -> Result<Response, Problem> {
    if form == OFFICIAL {
        let file = official_file(platform, scope, (incident, paper), serial).await?;
        return Ok(file.ok_or_else(Problem::not_found)?.into_response());
    }
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let row = find_paper(&tx, scope, &incident, paper).await?;
    let number = row.number;
    let now = PaperNow::read(&tx, platform, scope, &incident, row).await?;
    let form = forms_of(now.kind).into_iter().find(|known| form_name(*known) == form);
    let form = form.ok_or_else(Problem::not_found)?;
    let sheet = match serial {
        None if !scope.may::<can::ViewDrafts>() => return Err(Problem::not_found()),
        None => sheet_of_now(platform, &now, &incident, None)?,
        Some(serial) => {
            let version = version_of_serial(&tx, scope, &now.row, serial).await?;
            if version.state == crate::papers::State::Approved.name() {
                let file = file_of(&tx, &version, form_name(form)).await?;
                let key = company_key(&tx, platform, scope).await?;
                drop(tx);
                let bytes = platform.blobs.open_stream(&key, file.blob_id).await?;
                let name = name(&incident.number, number, Some(serial), form);
                let body = Body::from_stream(bytes);
                let mut response = download(name, form, body).into_response();
                let length = HeaderValue::from(file.size);
                response.headers_mut().insert(header::CONTENT_LENGTH, length);
                return Ok(response);
            }
            sheet_of_version(platform, &version)?
        }
    };
    drop(tx);
    let file = render::render(platform, &sheet, form).await?;
    let name = name(&incident.number, number, serial, form);
    Ok(download(name, form, Body::from(file.bytes)).into_response())
}

fn download(name: String, form: Form, body: Body) -> Download {
    let (_, mime) = form.file_type();
    Download { name, mime, inline: form == Form::Pdf, body }
}

/// Number of the incident, of the paper and of the version.
fn name(incident: &str, paper: i64, serial: Option<i64>, form: Form) -> String {
    let version = serial.map_or_else(String::new, |serial| format!("-v{serial}"));
    format!("{incident}-{paper}{version}.{}", form_name(form))
}
