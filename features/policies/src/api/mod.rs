//! What programs can do with policies and rules: `/api/v1`, described by [`openapi`].
//!
//! Every act goes through the functions that the pages use, under the same permissions. Whoever
//! changes something sends what was read before (`seen`), so that nobody's work is overwritten unseen.

mod acts;
mod edits;
mod outside;
mod policies;
mod readers;
mod shapes;

use axum::Router;
use hikeshi_kernel::from_millis;
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Problem};
use utoipa::OpenApi;

/// Company and document.
type Place2 = axum::extract::Path<(String, String)>;
/// Company, document, and a part of it.
type Place3 = axum::extract::Path<(String, String, String)>;

#[derive(OpenApi)]
#[openapi(paths(
    policies::templates_list,
    policies::list,
    policies::begin_one,
    policies::show,
    policies::version,
    edits::edit,
    edits::fill_in,
    acts::approve_it,
    acts::withdraw_it,
    acts::version_form,
    outside::ask,
    outside::put_up,
    outside::down,
    readers::list,
    readers::ask,
    readers::note,
))]
struct Document;

/// The description of these endpoints.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// All endpoints.
pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .merge(policies::routes())
        .merge(edits::routes())
        .merge(acts::routes())
        .merge(outside::routes())
        .merge(readers::routes())
}

/// A stored time in answers (RFC 3339, UTC).
fn time(millis: i64) -> String {
    from_millis(millis).to_string()
}

/// What was found wrong, each with its field.
fn mistakes(errors: &[FieldError]) -> Problem {
    let lines = errors.iter().map(|error| format!("{}: {}", error.field, error.text));
    Problem::invalid(lines.collect::<Vec<_>>().join("\n"))
}
