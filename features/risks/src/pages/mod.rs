//! Pages of this slice, one file each, and their routes.

mod accept;
mod edit;
mod export;
mod import;
mod ledger;
mod map;
mod preview;
mod row;
mod threat;
mod threats;
mod treat;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path},
    routing::{get, post},
};
use hikeshi_web::Platform;
use serde::Deserialize;

use crate::import::MAX_LEDGER_BYTES;

/// Room for the borders of a form with a file.
const FORM_BYTES: usize = 64 * 1024;

/// Company, and a row, threat or import of it.
type Place2 = Path<(String, String)>;

/// What the address says: what has just been done.
#[derive(Debug, Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    let file = DefaultBodyLimit::max(MAX_LEDGER_BYTES + FORM_BYTES);
    Router::new()
        .route("/c/{company}/risks", get(ledger::show))
        .route("/c/{company}/risks/new", get(edit::new).post(edit::add))
        .route("/c/{company}/risks/map", get(map::show))
        .route("/c/{company}/risks/threats", get(threats::show))
        .route("/c/{company}/risks/threats/{threat}", get(threat::show).post(threat::save))
        .route("/c/{company}/risks/export.xlsx", get(export::xlsx))
        .route("/c/{company}/risks/export.csv", get(export::csv))
        .route("/c/{company}/risks/import", get(import::show).post(import::read).layer(file))
        .route("/c/{company}/risks/imports/{import}", get(preview::show).post(preview::act))
        .route("/c/{company}/risks/rows/{row}", get(row::show))
        .route("/c/{company}/risks/rows/{row}/edit", get(edit::show).post(edit::save))
        .route("/c/{company}/risks/rows/{row}/put-away", post(row::put_away))
        .route("/c/{company}/risks/rows/{row}/treat", get(treat::show).post(treat::save))
        .route("/c/{company}/risks/rows/{row}/done", post(treat::finish))
        .route("/c/{company}/risks/rows/{row}/accept", get(accept::show).post(accept::save))
        .merge(crate::api::routes())
}
