//! The printed kit as people make and use it: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod page;
mod paper;
mod reminders;
mod tags;
mod world;
