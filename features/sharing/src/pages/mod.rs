//! Pages of this slice, one file each, and their routes.

mod give;
mod given;
mod indicators;
mod indicators_read;
mod outside;
mod outside_file;
mod outside_visit;
mod own_signs;
mod share;
mod share_new;
mod shares;
mod shown;

use axum::Router;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(indicators::routes())
        .merge(give::routes())
        .merge(given::routes())
        .merge(own_signs::routes())
        .merge(shares::routes())
        .merge(outside::routes())
}

/// An id from a path; what cannot be one is not found.
fn id_of(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
