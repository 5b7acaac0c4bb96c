//! Stars, the action plan and papers as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod api;
mod papers;
mod plan;
mod reminders;
mod standing;
mod strangers;
mod world;
