//! What programs can do with the ledger: `/api/v1`, described by [`openapi`].
//!
//! Every act goes through the functions that the pages use, under the same permissions. Secrets are
//! set but never given out.

mod assets;
mod document;
mod exchange;
mod shapes;

use axum::Router;
use hikeshi_web::Platform;

pub use document::openapi;

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new().merge(assets::routes()).merge(exchange::routes())
}
