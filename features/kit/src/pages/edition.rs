//! An edition as it was made: the same bytes every time.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use uuid::Uuid;

use crate::edition::find_edition;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/kit/editions/{edition}", get(download))
}

async fn download(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewContacts>,
    Path((_, edition)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: Uuid = edition.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_edition(&tx, &scope, id).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let bytes = platform.blobs.open_stream(&key, row.blob_id).await?;
    let name = context.words.t1("kit-file", "number", row.number);
    let file = Download {
        name: format!("{name}.pdf"),
        mime: "application/pdf",
        inline: true,
        body: Body::from_stream(bytes),
    };
    let mut response = file.into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(row.size));
    Ok(response)
}
