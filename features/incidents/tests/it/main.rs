//! Incidents as people use them: through the router, on SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod api;
mod calls;
mod case;
mod documents;
mod evidence;
mod help;
mod import;
mod lessons;
mod people;
mod president;
mod record;
mod runs;
mod world;
