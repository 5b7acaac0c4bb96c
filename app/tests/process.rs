//! The binary as an operator runs it: folders, commands, large requests, a kill in the middle.
#![cfg(test)]
#![cfg(unix)]

#[path = "process/client.rs"]
mod client;
#[path = "process/content.rs"]
mod content;
#[path = "process/demo.rs"]
mod demo;
#[path = "process/folder.rs"]
mod folder;
#[path = "process/kill.rs"]
mod kill;
#[path = "process/kit.rs"]
mod kit;
#[path = "process/large.rs"]
mod large;
#[path = "process/letters.rs"]
mod letters;
#[path = "process/lock.rs"]
mod lock;
#[path = "process/merge.rs"]
mod merge;
#[path = "process/program.rs"]
mod program;
#[path = "process/setup.rs"]
mod setup;
