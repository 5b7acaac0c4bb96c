//! The money page as people use it: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod page;
mod rights;
mod world;
