//! What this slice adds to the OpenAPI document of the program.

use utoipa::OpenApi;

use super::{custody, evidence, facts, incidents, level, runs, timeline};

#[derive(OpenApi)]
#[openapi(paths(
    incidents::list,
    incidents::open,
    incidents::show,
    timeline::list,
    timeline::add,
    facts::list,
    facts::write,
    evidence::list,
    custody::show,
    custody::add,
    custody::give,
    custody::say,
    level::decide,
    runs::list,
    runs::act,
))]
struct Document;

/// The description of the endpoints of incidents.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
