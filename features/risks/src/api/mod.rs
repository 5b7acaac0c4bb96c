//! What programs can do with the ledger: `/api/v1`, described by [`openapi`]. Every act goes through the
//! functions that the pages use, under the same permissions.

mod acts;
mod information;
mod shapes;
mod standing;
mod threats;

use axum::Router;
use hikeshi_web::Platform;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    information::list,
    information::add,
    information::show,
    information::change,
    standing::show,
    threats::list,
    threats::judge_it,
    acts::treat_it,
    acts::finish_it,
    acts::accept_it,
))]
struct Document;

/// The description of the endpoints of the ledger.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .merge(information::routes())
        .merge(standing::routes())
        .merge(threats::routes())
        .merge(acts::routes())
}
