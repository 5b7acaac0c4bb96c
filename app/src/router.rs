//! All slices together: routes, schema, jobs, words.

use axum::{Router, middleware::from_fn_with_state};
use hikeshi_db::Migration;
use hikeshi_i18n::{Catalogue, CatalogueError};
use hikeshi_jobs::Registry;
use hikeshi_tlog::{MIGRATION as LOG_TABLES, TARGET_INDEX};
use hikeshi_web::{Platform, Protection, protect};

/// The whole program as one service.
pub fn router(platform: &Platform) -> Router {
    let routes = hikeshi_web::base_routes()
        .merge(crate::api::routes())
        .merge(hikeshi_identity::routes())
        .merge(hikeshi_directory::routes())
        .merge(hikeshi_incidents::routes())
        .merge(hikeshi_filings::routes())
        .merge(hikeshi_packages::routes());
    let counted = from_fn_with_state(platform.clone(), hikeshi_filings::count_after_change);
    let routes = routes.route_layer(counted);
    protect(routes, platform, Protection::default())
}

/// The schema of all slices, in the order in which it is made.
pub fn migrations() -> Vec<Migration> {
    let log = Migration {
        slice: "tlog",
        version: 1,
        name: "append-only log",
        sql: LOG_TABLES,
        fenced: &[],
    };
    let by_target = Migration {
        slice: "tlog",
        version: 2,
        name: "entries found by what they are about",
        sql: TARGET_INDEX,
        fenced: &[],
    };
    let mut all = vec![log, by_target];
    all.extend_from_slice(hikeshi_jobs::JOBS_MIGRATIONS);
    all.extend_from_slice(crate::installation::MIGRATIONS);
    all.extend_from_slice(hikeshi_identity::MIGRATIONS);
    all.extend_from_slice(hikeshi_directory::MIGRATIONS);
    all.extend_from_slice(hikeshi_incidents::MIGRATIONS);
    all.extend_from_slice(hikeshi_filings::MIGRATIONS);
    all.extend_from_slice(hikeshi_packages::MIGRATIONS);
    all
}

/// The interface words of all slices.
pub fn catalogue() -> Result<Catalogue, CatalogueError> {
    let base =
        [hikeshi_ui::SOURCE, hikeshi_web::WORDS, hikeshi_identity::WORDS, hikeshi_directory::WORDS];
    let slices = [
        base.as_slice(),
        hikeshi_incidents::WORDS,
        hikeshi_filings::WORDS,
        hikeshi_packages::WORDS,
    ];
    Catalogue::new(&slices.concat())
}

/// The jobs of all slices.
pub fn registry() -> Registry<Platform> {
    let mut registry = Registry::default();
    hikeshi_identity::register_jobs(&mut registry);
    hikeshi_incidents::register_jobs(&mut registry);
    hikeshi_filings::register_jobs(&mut registry);
    hikeshi_packages::register_jobs(&mut registry);
    registry
}
