//! The file of an exhibit, always as a download, never shown.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem, ProblemKind, RequestContext};

use super::evidence::exhibit_of;
use crate::{
    case::view_incident,
    evidence::{Disposal, chain_of, disposal_of, find_photo, open_file, open_photo},
};

pub(super) async fn download(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let gone = disposal_of(&chain_of(&tx, &exhibit).await?) == Disposal::Disposed;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let blob = exhibit.blob_id.filter(|_| !gone).ok_or_else(Problem::not_found)?;
    let opened = open_file(&platform, &scope, &key, &exhibit, blob).await?;
    let body = opened.ok_or_else(|| not_as_recorded(&context))?;
    let name = match exhibit.file_name.as_str() {
        "" => format!("{}.bin", exhibit.number),
        name => name.to_owned(),
    };
    let file = Download { name, mime: "application/octet-stream", inline: false, body };
    let mut response = file.into_response();
    if let Some(size) = exhibit.size {
        // A receiver can tell a transfer that broke off from a complete one.
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    Ok(response)
}

/// A photograph of the chain: never shown either.
pub(super) async fn photo(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit, photo)): Path<(String, String, String, String)>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let id = photo.parse().map_err(|_| Problem::not_found())?;
    let photo = find_photo(&tx, &exhibit, id).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let opened = open_photo(&platform, &scope, &key, &photo).await?;
    let body = opened.ok_or_else(|| not_as_recorded(&context))?;
    let name = match photo.file_name.as_str() {
        "" => format!("{}-photo.bin", exhibit.number),
        name => name.to_owned(),
    };
    let mime = "application/octet-stream";
    Ok(Download { name, mime, inline: false, body }.into_response())
}

fn not_as_recorded(context: &RequestContext) -> Problem {
    Problem {
        kind: ProblemKind::Internal,
        detail: Some(context.words.t("evidence-damaged")),
        cause: Some("a file of the evidence is not what was recorded".to_owned()),
        retry_after: None,
    }
}
