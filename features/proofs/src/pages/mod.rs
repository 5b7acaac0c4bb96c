//! Pages and addresses of this slice.

mod entry;
mod sealed;
mod served;
mod standing;
mod tile_path;
mod trail;
mod verify;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use hikeshi_web::Platform;

/// A checkpoint with its proof and many signatures is no longer than this.
const MOST_SUBMISSION: usize = 64 * 1024;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    let witness = Router::new()
        .route("/log/add-checkpoint", post(served::add_checkpoint))
        .layer(DefaultBodyLimit::max(MOST_SUBMISSION));
    Router::new()
        .merge(witness)
        .route("/log/checkpoint", get(served::checkpoint))
        .route("/log/checkpoint.cosigned", get(served::cosigned))
        .route("/log/keys", get(served::keys))
        .route("/log/tile/{*path}", get(served::tile))
        .route("/verify", get(verify::show))
        .route("/c/{company}/log/{seq}", get(entry::show))
        .route("/c/{company}/log/{seq}/proof", get(entry::proof))
        .route("/c/{company}/sealed", get(sealed::show))
        .route("/c/{company}/sealed/checkpoint", get(sealed::checkpoint))
        .route("/trail", get(trail::show))
        .route("/trail/alarms/{alarm}/acknowledge", post(trail::acknowledge))
        .route("/trail/look", post(trail::look))
        .route("/trail/stamp", post(trail::stamp))
        .route("/trail/stamps/{size}/{end}", get(trail::file))
}
