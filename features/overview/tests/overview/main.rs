//! The president's page, the provider's list and peers as people use them: through the router, on SQLite
//! and PostgreSQL.
#![cfg(test)]

mod board;
mod paper;
mod peers;
mod president;
mod rights;
mod world;
