//! Pages of this slice, one file each; each group of pages lists its routes itself.

mod help;
mod help_actions;
mod help_busy;
mod help_check;
mod help_question;
mod help_receipt;
mod help_refusal;
mod help_resume;
mod help_start;
mod help_visit;
mod import;
mod list;

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(list::routes())
        .merge(help::routes())
        .merge(import::routes())
        .merge(crate::api::routes())
}
