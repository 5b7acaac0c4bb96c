//! The page, what the worker fetches, and the scripts.

mod notes;
mod offline;
mod scripts;

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/offline", get(offline::show))
        .route("/c/{company}/offline/list", get(offline::list))
        .route("/c/{company}/offline/notes", post(notes::take))
        .route("/offline/worker.js", get(scripts::worker))
        .route("/offline/page.js", get(scripts::page))
}
