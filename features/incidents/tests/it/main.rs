//! Incidents as people use them: through the router, on SQLite and PostgreSQL.
#![cfg(test)]

mod api;
mod calls;
mod case;
mod custody;
mod disposal;
mod documents;
mod evidence;
mod help;
mod import;
mod lessons;
mod odd_input;
mod own_playbooks;
mod people;
mod president;
mod programs;
mod record;
mod runs;
mod uploads;
mod waiting;
mod world;
