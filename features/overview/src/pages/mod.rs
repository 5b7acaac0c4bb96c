//! Pages of this slice, one file each, and their routes.

mod companies;
mod export;
mod overview;

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/overview", get(overview::show))
        .route("/c/{company}/overview.pdf", get(overview::paper))
        .route("/c/{company}/overview/peers", post(overview::choose))
        .route("/p/{provider}/overview", get(companies::show))
        .route("/p/{provider}/overview.xlsx", get(export::xlsx))
        .route("/p/{provider}/overview.csv", get(export::csv))
        .merge(crate::api::routes())
}
