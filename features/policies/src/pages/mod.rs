//! Pages of this slice, one file each, and their routes.

mod approve;
mod begin;
mod clause;
mod compare;
mod document;
mod edition;
mod file;
mod list;
mod outside;
mod publish;
mod readers;
mod readers_sheet;
mod reading;
mod reading_link;
mod said;
mod shown;
mod text;
mod values;
mod version;

pub(crate) use file::version_file;
pub(crate) use readers::listed as listed_people;
pub(crate) use values::checked as checked_values;

use axum::{Router, extract::Path};
use hikeshi_web::Platform;

/// Company and document.
type Place2 = Path<(String, String)>;
/// Company, document, and a part of it.
type Place3 = Path<(String, String, String)>;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(list::routes())
        .merge(begin::routes())
        .merge(document::routes())
        .merge(values::routes())
        .merge(text::routes())
        .merge(clause::routes())
        .merge(approve::routes())
        .merge(version::routes())
        .merge(file::routes())
        .merge(compare::routes())
        .merge(edition::routes())
        .merge(publish::routes())
        .merge(readers::routes())
        .merge(readers_sheet::routes())
        .merge(reading::routes())
        .merge(reading_link::routes())
        .merge(outside::routes())
        .merge(crate::api::routes())
}
