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
    evidence::{Disposal, chain_of, disposal_of, open_file},
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
    let body = match open_file(&platform, &scope, &key, &exhibit, blob).await? {
        Ok(body) => body,
        Err(damaged) => {
            return Err(Problem {
                kind: ProblemKind::Internal,
                detail: Some(context.words.t("evidence-damaged")),
                cause: Some(damaged.to_string()),
                retry_after: None,
            });
        }
    };
    let name = match exhibit.file_name.as_str() {
        "" => format!("E-{}.bin", exhibit.serial),
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
