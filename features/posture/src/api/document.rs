//! What this slice adds to the OpenAPI document of the program.

use utoipa::OpenApi;

use super::{acts, reading};

#[derive(OpenApi)]
#[openapi(paths(
    reading::list,
    reading::show,
    reading::report,
    reading::table,
    acts::start,
    acts::answer_items,
    acts::finish_it,
))]
struct Document;

/// The description of the endpoints of assessments.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
