//! The ledger of information as people use it: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod awaits;
mod files;
mod judging;
mod rights;
mod risk;
mod world;
