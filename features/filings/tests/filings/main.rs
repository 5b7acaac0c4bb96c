//! Filings as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod api;
mod awaits;
mod board;
mod cases;
mod decisions;
mod facts;
mod feed;
mod letters;
mod letters_list;
mod letters_paper;
mod letters_rows;
mod letters_run;
mod letters_world;
mod odd_forms;
mod official;
mod paper_facts;
mod paper_items;
mod paper_life;
mod paper_outsiders;
mod paper_proof;
mod paper_provider;
mod paper_said;
mod paper_words;
mod papers;
mod profile;
#[path = "../../../incidents/tests/it/programs.rs"]
mod programs;
mod promised;
mod reminders;
mod render;
mod world;
mod year;
