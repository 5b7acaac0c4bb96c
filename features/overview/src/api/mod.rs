//! The same for programs: `/api/v1`.

mod companies;
mod overview;

use axum::Router;
use hikeshi_web::Platform;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(overview::show, companies::list))]
struct Document;

/// The description of the endpoints.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

pub(crate) fn routes() -> Router<Platform> {
    overview::routes().merge(companies::routes())
}
