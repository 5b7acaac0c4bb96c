//! Pages of this slice, one file each, and their routes.

mod import;
mod import_check;
mod package;
mod package_files;
mod package_new;

use axum::Router;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(package::routes())
        .merge(package_new::routes())
        .merge(package_files::routes())
        .merge(import::routes())
        .merge(import_check::routes())
}

/// An id from a path; what cannot be one is not found.
fn id_of(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
