//! What this slice adds to the OpenAPI document of the program.

use utoipa::OpenApi;

use super::{acts, clocks, decisions, duties, filed, kinds, papers, versions};

#[derive(OpenApi)]
#[openapi(paths(
    duties::list,
    decisions::decide,
    kinds::list,
    papers::list,
    papers::make,
    papers::show,
    papers::write_item,
    acts::check_it,
    acts::approve_it,
    acts::withdraw,
    acts::consent,
    filed::file,
    versions::list,
    versions::draft_file,
    versions::version_file,
    clocks::list,
))]
struct Document;

/// The description of the endpoints of duties and papers.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
