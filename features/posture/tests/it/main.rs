//! Assessments as people make them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod answering;
mod finishing;
mod people;
mod workbooks;
mod world;
