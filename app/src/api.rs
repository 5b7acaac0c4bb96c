//! The OpenAPI document of the whole program: `GET /api/v1/openapi.json`, `hikeshi openapi`,
//! `docs/openapi.json`. Each slice describes its own endpoints; here they are put together.

use axum::{Json, Router, routing::get};
use hikeshi_web::Platform;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hikeshi",
        description = "Incidents of a company and what is filed about them. Every request names \
                       the company; a key reaches only the one that it was made for."
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
    let mut document = Document::openapi();
    document.merge(hikeshi_incidents::api::openapi());
    document.merge(hikeshi_filings::api::openapi());
    document.merge(hikeshi_posture::api::openapi());
    document.merge(hikeshi_assets::api::openapi());
    document.merge(hikeshi_risks::openapi());
    document.merge(hikeshi_money::openapi());
    document.merge(hikeshi_overview::api::openapi());
    document.merge(hikeshi_policies::api::openapi());
    document.merge(hikeshi_ladder::api::openapi());
    document
}

/// The document for programs that ask for it.
pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/openapi.json", get(|| async { Json(openapi()) }))
}
