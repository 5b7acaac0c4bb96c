//! The OpenAPI document: `GET /api/v1/openapi.json`, `hikeshi openapi`, `docs/openapi.json`.

use axum::{Json, Router, routing::get};
use hikeshi_web::Platform;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

use super::{evidence, facts, incidents, level, runs, timeline};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hikeshi",
        description = "Incidents of a company. Every request names the company; a key reaches \
                       only the one that it was made for."
    ),
    paths(
        incidents::list,
        incidents::open,
        incidents::show,
        timeline::list,
        timeline::add,
        facts::list,
        facts::write,
        evidence::list,
        level::decide,
        runs::list,
        runs::act,
    ),
    security(("key" = [])),
    modifiers(&Key)
)]
struct Document;

/// The key of a person, made on their account page.
struct Key;

impl Modify for Key {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("hk_…");
        let scheme = SecurityScheme::Http(scheme.build());
        openapi.components.get_or_insert_default().add_security_scheme("key", scheme);
    }
}

/// The description of all endpoints.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/openapi.json", get(|| async { Json(openapi()) }))
}
