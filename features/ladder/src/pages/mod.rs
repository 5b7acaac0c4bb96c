//! Pages of this slice, one file each.

mod action;
mod files;
mod item;
mod new;
mod plan;
mod proof;
mod scs3;
mod shown;
mod standing;

use axum::{Router, extract::Path};
use hikeshi_web::Platform;

pub(crate) use new::{LONGEST_NOTE, LONGEST_TITLE, measure_of};
pub(crate) use shown::{answer_word, today};

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(action::routes())
        .merge(files::routes())
        .merge(item::routes())
        .merge(new::routes())
        .merge(plan::routes())
        .merge(proof::routes())
        .merge(scs3::routes())
        .merge(standing::routes())
        .merge(crate::api::routes())
}

/// Company, and an item or a declaration.
type Place2 = Path<(String, String)>;
/// Company, item, and a proof of it.
type Place3 = Path<(String, String, String)>;
