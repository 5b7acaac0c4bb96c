//! Pages of this slice, one file each, and their routes.

mod figures;
mod group;
mod money;
mod policy;
mod typed;

use axum::{Router, extract::Path, routing::get};
use hikeshi_ui::{Flash, Tone};
use hikeshi_web::Platform;
use serde::Deserialize;

/// Company, and a group or insurance of it.
type Place2 = Path<(String, String)>;

/// What the address says: what has just been done.
#[derive(Debug, Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/money", get(money::show))
        .route("/c/{company}/money/paper", get(money::paper))
        .route("/c/{company}/money/figures", get(figures::show).post(figures::save))
        .route("/c/{company}/money/records/new", get(group::new).post(group::add))
        .route("/c/{company}/money/records/{group}", get(group::show).post(group::save))
        .route("/c/{company}/money/insurances/new", get(policy::new).post(policy::add))
        .route("/c/{company}/money/insurances/{policy}", get(policy::show).post(policy::save))
        .merge(crate::api::routes())
}

/// The flash after an act.
fn flash(words: &hikeshi_i18n::Words, done: &str) -> Option<Flash> {
    let key = match done {
        "saved" => "money-done-saved",
        "removed" => "money-done-removed",
        _ => return None,
    };
    Some(Flash { kind: Tone::Done, text: words.t(key) })
}
