//! Accounts, companies and providers as people use them, on every kind of database.
#![cfg(test)]

mod account;
mod company;
mod keys;
mod provider;
mod roles;
mod world;

/// Nothing is needed beside accounts, companies and providers.
fn added() -> world::Added {
    world::Added { routes: axum::Router::new(), migrations: &[], words: &[], register_jobs: |_| () }
}
