//! Incidents as people use them: through the router, on SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod calls;
mod case;
mod evidence;
mod people;
mod president;
mod record;
mod help;
mod api;
mod import;
mod runs;
mod world;
