//! Pages of this slice, one file each; each group of pages lists its routes itself.

mod list;

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new().merge(list::routes())
}
