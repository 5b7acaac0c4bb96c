//! Pages of this slice, one file each, and their routes.

mod asset;
mod changes;
mod edit;
mod export;
pub(crate) mod form;
mod import;
mod import_columns;
mod import_undo;
mod imports;
mod list;
mod network;
mod new;
mod scripts;
mod shown;
pub(crate) mod upload;
mod warnings;

use axum::Router;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

pub(crate) use import::policy;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(list::routes())
        .merge(new::routes())
        .merge(warnings::routes())
        .merge(network::routes())
        .merge(changes::routes())
        .merge(export::routes())
        .merge(scripts::routes())
        .merge(imports::routes())
        .merge(import::routes())
        .merge(import_columns::routes())
        .merge(import_undo::routes())
        .merge(asset::routes())
        .merge(edit::routes())
        .merge(crate::api::routes())
}

/// The ledger as a workbook, all but the retired.
pub(crate) async fn export_workbook(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
) -> Result<Download, Problem> {
    export::workbook(platform, context, scope, &list::Asked::default()).await
}
