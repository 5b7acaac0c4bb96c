//! What programs can do with duties and papers: `/api/v1`, described by [`openapi`].
//!
//! Every act goes through the functions that the pages use, under the same permissions. A body that
//! cannot be used is answered with 422; `detail` names each field and says what to do, in the
//! language of the request. Whoever changes something sends what was read before (`seen`), so that
//! nobody's work is overwritten unseen.

mod acts;
mod clocks;
mod decisions;
mod document;
mod duties;
mod filed;
mod kinds;
mod mistakes;
mod paper_shapes;
mod papers;
mod versions;

use axum::Router;
use hikeshi_kernel::from_millis;
use hikeshi_web::Platform;

pub use document::openapi;

/// Company, incident, paper.
type Place3 = axum::extract::Path<(String, String, String)>;
/// Company, incident, paper, and an item or a form.
type Place4 = axum::extract::Path<(String, String, String, String)>;

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .merge(duties::routes())
        .merge(decisions::routes())
        .merge(kinds::routes())
        .merge(papers::routes())
        .merge(acts::routes())
        .merge(filed::routes())
        .merge(versions::routes())
        .merge(clocks::routes())
}

/// A stored time in answers (RFC 3339, UTC).
fn time(millis: i64) -> String {
    from_millis(millis).to_string()
}
