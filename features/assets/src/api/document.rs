//! What this slice adds to the OpenAPI document of the program.

use utoipa::OpenApi;

use super::{assets, exchange};

#[derive(OpenApi)]
#[openapi(paths(
    assets::list,
    assets::create,
    assets::read,
    assets::update,
    exchange::import,
    exchange::export,
))]
struct Document;

/// The description of the endpoints of the ledger.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
