//! What programs can do with incidents: `/api/v1`, described by [`openapi`].
//!
//! A key of a person (`Authorization: Bearer hk_…`) or, for reading, a session. Problems are
//! `application/problem+json` (RFC 9457). Lists are paged by cursor: `next` of one answer is
//! `before` of the next request.

mod custody;
mod custody_shapes;
mod document;
mod evidence;
mod facts;
mod incidents;
mod level;
mod once;
mod paging;
mod runs;
mod shapes;
mod timeline;

use axum::Router;
use hikeshi_web::Platform;

pub use document::openapi;
pub use once::{Once, answer};

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .merge(incidents::routes())
        .merge(timeline::routes())
        .merge(facts::routes())
        .merge(evidence::routes())
        .merge(custody::routes())
        .merge(level::routes())
        .merge(runs::routes())
}
