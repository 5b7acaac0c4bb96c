//! What tests of every slice need: fresh databases, and pages read like a person reads them.
//!
//! Nothing here knows the product. A helper that cannot do its work fails the test that
//! called it, with a sentence that says what was looked for and what was there instead.
#![expect(clippy::panic, reason = "a test helper fails the test that called it")]

mod database;

pub use database::{TestDatabase, fresh_postgres, fresh_sqlite, postgres_url};
