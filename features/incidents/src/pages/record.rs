//! The record of an incident: what is known, and what happened when.

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_web::Platform;

use super::{correct, fact, facts, timeline, timeline_csv};

/// The routes of facts and timeline.
pub(crate) fn routes() -> Router<Platform> {
    let at = |path: &str| format!("/c/{{company}}/incidents/{{incident}}{path}");
    Router::new()
        .route(&at("/facts"), get(facts::show))
        .route(&at("/facts/{key}"), get(fact::show).merge(post(fact::save)))
        .route(&at("/timeline"), get(timeline::show).merge(post(timeline::add)))
        .route(&at("/timeline.csv"), get(timeline_csv::save))
        .route(&at("/timeline/{entry}/correct"), get(correct::show).merge(post(correct::save)))
}
