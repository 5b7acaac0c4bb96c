//! A paper as it was given out: the same bytes every time.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::documents_view::name_of;
use crate::{
    case::view_incident,
    documents::{Format, find_document},
};

pub(super) async fn download(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, document)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let id: Uuid = document.parse().map_err(|_| Problem::not_found())?;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_document(&tx, &incident, id).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let format = Format::from_name(&row.format).ok_or_else(Problem::not_found)?;
    let bytes = platform.blobs.open_stream(&key, row.blob_id).await?;
    let name = format!("{} {}.{}", incident.number, name_of(&context.words, &row), format.name());
    let file = Download {
        name,
        mime: format.mime(),
        inline: format == Format::Pdf,
        body: Body::from_stream(bytes),
    };
    let mut response = file.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(row.size));
    Ok(response)
}
