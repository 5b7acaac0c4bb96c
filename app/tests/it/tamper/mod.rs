//! Everything that can be done to a data folder behind the program's back is found and named, or
//! is caught by a checkpoint that somebody else kept.

mod backups;
mod command;
mod document;
mod files;
mod history;
mod keys;
mod records;
mod rows;
mod server;
mod things;
mod world;
