//! The kept versions of a paper with their hashes, and a paper as a file.

use axum::{
    Json, Router,
    extract::{Path, State},
    response::Response,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Place3, Place4, time};
use crate::{
    model::{paper_file, paper_version},
    pages::papers_file::file_response,
    papers::{files_of, find_paper, readable_versions},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/files/{form}",
            get(draft_file),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/versions",
            get(list),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/versions/{serial}/files/{form}",
            get(version_file),
        )
}

/// A paper as it was checked or approved.
#[derive(Serialize, ToSchema)]
#[schema(as = PaperVersion)]
pub(super) struct VersionShape {
    /// Counted for each paper.
    serial: i64,
    /// `checked` or `approved`.
    state: String,
    /// Names what the paper said.
    text_sha256: String,
    /// Over what it said, the facts that it was made from, and the hashes of its files.
    sha256: String,
    /// Fingerprint of the content pack with which it was made.
    content: String,
    made_at: String,
    made_by: String,
    /// The files of an approved version: the same bytes for ever. Those of a checked one are made
    /// when they are asked for.
    files: Vec<FileShape>,
}

/// A file of an approved version.
#[derive(Serialize, ToSchema)]
#[schema(as = PaperFile)]
pub(super) struct FileShape {
    /// `pdf`, `docx`, `xlsx`, `txt` or `official` (the authority's file, filled at the approval).
    form: String,
    mime: String,
    /// In bytes.
    size: i64,
    sha256: String,
}

impl VersionShape {
    fn new(row: paper_version::Model, files: Vec<paper_file::Model>) -> Self {
        let file = |file: paper_file::Model| FileShape {
            form: file.form,
            mime: file.mime,
            size: file.size,
            sha256: file.sha256,
        };
        Self {
            serial: row.serial,
            state: row.state,
            text_sha256: row.text_sha256,
            sha256: row.sha256,
            content: row.content,
            made_at: time(row.made_at),
            made_by: row.made_by,
            files: files.into_iter().map(file).collect(),
        }
    }
}

/// The kept versions of a paper, the first first.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/versions", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    responses((status = 200, body = Vec<VersionShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, id, paper)): Place3,
) -> Result<Json<Vec<VersionShape>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let mut versions = Vec::new();
    for version in readable_versions(&tx, &scope, &row).await? {
        versions.push(with_files(&tx, version).await?);
    }
    Ok(Json(versions))
}

async fn with_files(tx: &Tx, version: paper_version::Model) -> Result<VersionShape, Problem> {
    let files = files_of(tx, &version).await?;
    Ok(VersionShape::new(version, files))
}

/// The paper as it stands now, as a file that is marked as a draft.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/files/{form}", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path),
        ("form" = String, Path, description = "One of `forms` of the paper.")),
    responses((status = 200, description = "The file."), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn draft_file(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper, form)): Place4,
) -> Result<Response, Problem> {
    file_response(&platform, &scope, (&incident, &paper, &form), None).await
}

/// A kept version as a file.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/versions/{serial}/files/{form}", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path),
        ("serial" = i64, Path), ("form" = String, Path)),
    responses((status = 200, description = "The file."), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn version_file(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper, serial, form)): Path<(String, String, String, String, String)>,
) -> Result<Response, Problem> {
    let serial = serial.parse().map_err(|_| Problem::not_found())?;
    file_response(&platform, &scope, (&incident, &paper, &form), Some(serial)).await
}
