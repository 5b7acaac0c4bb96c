//! Own playbooks as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod editor;
mod files;
mod meaning;
mod rights;
mod update;
mod world;
