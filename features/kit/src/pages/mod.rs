//! Pages of this slice, one file each, and their routes.

mod card;
mod edition;
mod kit;
mod shown;
mod tag;

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(kit::routes())
        .merge(edition::routes())
        .merge(card::routes())
        .merge(tag::routes())
}
