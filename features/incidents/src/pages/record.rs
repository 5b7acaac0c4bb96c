//! The record of an incident: what is known, and what happened when.

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_web::Platform;

use super::{correct, fact, facts, timeline, timeline_csv};

/// The routes of facts and timeline.
pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/facts", get(facts::show))
        .route(
            "/c/{company}/incidents/{incident}/facts/{key}",
            get(fact::show).merge(post(fact::save)),
        )
        .route(
            "/c/{company}/incidents/{incident}/timeline",
            get(timeline::show).merge(post(timeline::add)),
        )
        .route("/c/{company}/incidents/{incident}/timeline.csv", get(timeline_csv::save))
        .route(
            "/c/{company}/incidents/{incident}/timeline/{entry}/correct",
            get(correct::show).merge(post(correct::save)),
        )
}
