//! Stylesheets, fonts, icons and the script, with names that change with their content.

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{Platform, Problem};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/assets/{*path}", get(asset))
}

async fn asset(Path(path): Path<String>) -> Result<Response, Problem> {
    let asset = hikeshi_ui::serve(&path).ok_or_else(Problem::not_found)?;
    let kept = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Body::from(asset.bytes.into_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(header::ETAG, etag);
    }
    Ok(response)
}
