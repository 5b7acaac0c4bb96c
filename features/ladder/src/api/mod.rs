//! What programs can do: read where a company stands, read and change its plan. `/api/v1`, described by
//! [`openapi`]. Every act goes through the functions that the pages use, under the same permissions.

mod plan;
mod standing;

use axum::Router;
use hikeshi_web::Platform;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(standing::show, plan::list, plan::take, plan::show, plan::write))]
struct Document;

/// The description of the endpoints.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new().merge(plan::routes()).merge(standing::routes())
}
