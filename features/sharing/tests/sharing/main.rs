//! Sharing as people use it: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod links;
mod links_closed;
mod technical;
mod world;
