//! What programs can do with assessments: `/api/v1`, described by [`openapi`].
//!
//! Every act goes through the functions that the pages use, under the same permissions. Whoever changes
//! something sends the revision that was read before (`seen`), so that nobody's work is overwritten unseen.

mod acts;
mod document;
mod reading;
mod shapes;

use axum::Router;
use hikeshi_web::Platform;

pub use document::openapi;

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new().merge(reading::routes()).merge(acts::routes())
}
