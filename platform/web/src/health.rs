//! `/healthz`: the process answers. `/readyz`: the database answers too.

use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use hikeshi_db::Fence;

use crate::Platform;

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/healthz", get(|| async { Json(serde_json::json!({ "status": "ok" })) }))
        .route("/readyz", get(ready))
}

async fn ready(State(platform): State<Platform>) -> impl IntoResponse {
    match platform.db.read(Fence::Open).await {
        Ok(_) => (StatusCode::OK, Json(serde_json::json!({ "status": "ready" }))),
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            let body = serde_json::json!({ "status": "not ready", "reason": "database" });
            (StatusCode::SERVICE_UNAVAILABLE, Json(body))
        }
    }
}
