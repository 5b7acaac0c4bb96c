//! Pages of assessments, one file each.

mod evidence;
mod files;
mod finish;
mod import;
mod list;
mod many;
mod official;
mod people;
mod proposals;
mod question;
mod shown;
mod whole;

use axum::{Router, extract::Path};
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(evidence::routes())
        .merge(files::routes())
        .merge(finish::routes())
        .merge(import::routes())
        .merge(list::routes())
        .merge(many::routes())
        .merge(official::routes())
        .merge(people::routes())
        .merge(proposals::routes())
        .merge(question::routes())
        .merge(whole::routes())
        .merge(crate::api::routes())
}

/// Company and assessment.
type Place2 = Path<(String, String)>;
/// Company, assessment, and an item, a part or a piece of evidence.
type Place3 = Path<(String, String, String)>;
