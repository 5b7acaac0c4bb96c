//! All slices together: routes, schema, jobs, words.

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use hikeshi_db::Migration;
use hikeshi_i18n::{Catalogue, CatalogueError, Source};
use hikeshi_jobs::Registry;
use hikeshi_tlog::{ALARM_TABLE, MIGRATION as LOG_TABLES, TARGET_INDEX};
use hikeshi_web::{Platform, Protection, protect};

/// The whole program as one service.
pub fn router(platform: &Platform) -> Router {
    router_as(platform, None)
}

/// The same; on a spare, every page says so and no letters leave.
pub fn router_as(platform: &Platform, spare: Option<hikeshi_spare::Origin>) -> Router {
    let routes = hikeshi_web::base_routes()
        .merge(crate::api::routes())
        .merge(hikeshi_identity::routes())
        .merge(hikeshi_directory::routes())
        .merge(hikeshi_playbooks::routes())
        .merge(hikeshi_incidents::routes())
        .merge(hikeshi_filings::routes())
        .merge(hikeshi_assets::routes())
        .merge(hikeshi_kit::routes())
        .merge(hikeshi_risks::routes())
        .merge(hikeshi_money::routes())
        .merge(hikeshi_policies::routes())
        .merge(hikeshi_offline::routes())
        .merge(hikeshi_proofs::routes())
        .merge(hikeshi_spare::routes())
        .merge(hikeshi_sharing::routes())
        .merge(hikeshi_packages::routes())
        .merge(hikeshi_posture::routes())
        .merge(hikeshi_ladder::routes())
        .merge(hikeshi_overview::routes());
    let counted = from_fn_with_state(platform.clone(), hikeshi_filings::count_after_change);
    let looked = from_fn_with_state(platform.clone(), hikeshi_kit::look_after_change);
    let mut routes = routes.route_layer(counted).route_layer(looked);
    if let Some(origin) = spare {
        routes = routes
            .layer(from_fn(hikeshi_spare::refuse_letters))
            .layer(from_fn_with_state(origin, hikeshi_spare::mark_banner));
    }
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
    let alarms = Migration {
        slice: "tlog",
        version: 3,
        name: "alarms about logs",
        sql: ALARM_TABLE,
        fenced: &[],
    };
    let mut all = vec![log, by_target, alarms];
    all.extend_from_slice(hikeshi_jobs::JOBS_MIGRATIONS);
    all.extend_from_slice(crate::installation::MIGRATIONS);
    all.extend_from_slice(hikeshi_identity::MIGRATIONS);
    all.extend_from_slice(hikeshi_directory::MIGRATIONS);
    all.extend_from_slice(hikeshi_playbooks::MIGRATIONS);
    all.extend_from_slice(hikeshi_incidents::MIGRATIONS);
    all.extend_from_slice(hikeshi_filings::MIGRATIONS);
    all.extend_from_slice(hikeshi_kit::MIGRATIONS);
    all.extend_from_slice(hikeshi_policies::MIGRATIONS);
    all.extend_from_slice(hikeshi_proofs::MIGRATIONS);
    all.extend_from_slice(hikeshi_spare::MIGRATIONS);
    all.extend_from_slice(hikeshi_sharing::MIGRATIONS);
    all.extend_from_slice(hikeshi_packages::MIGRATIONS);
    all.extend_from_slice(hikeshi_posture::MIGRATIONS);
    all.extend_from_slice(hikeshi_assets::MIGRATIONS);
    all.extend_from_slice(hikeshi_risks::MIGRATIONS);
    all.extend_from_slice(hikeshi_money::MIGRATIONS);
    all.extend_from_slice(hikeshi_ladder::MIGRATIONS);
    all.extend_from_slice(hikeshi_overview::MIGRATIONS);
    all
}

/// What backups and merges know of the slices.
#[must_use]
pub fn shape() -> hikeshi_spare::Shape {
    hikeshi_spare::Shape { migrations: migrations(), blob_columns: crate::orphans::blob_columns() }
}

/// The interface words of all slices.
pub fn catalogue() -> Result<Catalogue, CatalogueError> {
    let platform = [hikeshi_ui::SOURCE, hikeshi_web::WORDS];
    let single = [hikeshi_identity::WORDS, hikeshi_directory::WORDS, hikeshi_spare::WORDS];
    let slices: [&[Source]; 17] = [
        &platform,
        &single,
        hikeshi_assets::WORDS,
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_filings::WORDS,
        hikeshi_kit::WORDS,
        hikeshi_policies::WORDS,
        hikeshi_offline::WORDS,
        hikeshi_packages::WORDS,
        hikeshi_posture::WORDS,
        hikeshi_proofs::WORDS,
        hikeshi_sharing::WORDS,
        hikeshi_risks::WORDS,
        hikeshi_money::WORDS,
        hikeshi_ladder::WORDS,
        hikeshi_overview::WORDS,
    ];
    Catalogue::new(&slices.concat())
}

/// The jobs of all slices.
pub fn registry() -> Registry<Platform> {
    let mut registry = Registry::default();
    hikeshi_identity::register_jobs(&mut registry);
    hikeshi_incidents::register_jobs(&mut registry);
    hikeshi_filings::register_jobs(&mut registry);
    hikeshi_kit::register_jobs(&mut registry);
    hikeshi_policies::register_jobs(&mut registry);
    hikeshi_proofs::register_jobs(&mut registry);
    hikeshi_packages::register_jobs(&mut registry);
    hikeshi_ladder::register_jobs(&mut registry);
    registry
}
