//! Filings as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod api;
mod board;
#[path = "../../../incidents/tests/it/calls.rs"]
mod calls;
mod cases;
mod decisions;
mod facts;
mod feed;
mod letters;
mod letters_list;
mod letters_run;
mod letters_world;
mod official;
mod paper_items;
mod paper_life;
mod papers;
mod profile;
mod reminders;
mod render;
mod world;
mod year;
