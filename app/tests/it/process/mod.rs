//! The binary as an operator runs it: folders, commands, large requests, a kill in the middle.

mod client;
mod content;
mod demo;
mod folder;
mod kill;
mod kit;
mod large;
mod letters;
mod lock;
mod merge;
mod package;
mod program;
mod setup;
