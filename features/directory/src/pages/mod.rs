//! Pages of this slice, one file each, and their routes.

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
}
