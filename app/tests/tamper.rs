//! Everything that can be done to a data folder behind the program's back is found and named, or
//! is caught by a checkpoint that somebody else kept.
#![cfg(test)]

#[path = "tamper/backups.rs"]
mod backups;
#[path = "tamper/command.rs"]
mod command;
#[path = "tamper/document.rs"]
mod document;
#[path = "tamper/files.rs"]
mod files;
#[path = "tamper/history.rs"]
mod history;
#[path = "tamper/keys.rs"]
mod keys;
#[path = "tamper/rows.rs"]
mod rows;
#[path = "tamper/server.rs"]
mod server;
#[path = "tamper/things.rs"]
mod things;
#[path = "tamper/world.rs"]
mod world;
