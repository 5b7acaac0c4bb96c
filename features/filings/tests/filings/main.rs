//! Filings as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod board;
mod cases;
mod decisions;
mod facts;
mod feed;
mod profile;
mod reminders;
mod world;
mod year;
