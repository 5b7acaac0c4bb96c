//! x
use axum::Router;
use hikeshi_web::Platform;
pub(crate) fn routes() -> Router<Platform> { Router::new() }
