//! Incidents as people use them: through the router, on SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod api;
mod case;
mod import;
mod runs;
mod world;
