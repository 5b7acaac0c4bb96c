//! Pages of this slice, one file each, and their routes.

mod calendar;
mod clocks;
mod duties;
mod duty;
mod duty_form;
mod faults;
mod profile;
mod profile_form;
mod year;

use axum::Router;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(calendar::routes())
        .merge(clocks::routes())
        .merge(duties::routes())
        .merge(duty::routes())
        .merge(profile::routes())
        .merge(year::routes())
}

/// An id from a path; what cannot be one is not found.
fn id_of(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
