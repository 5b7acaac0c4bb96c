//! The program: the command line and the wiring of the slices. No business rule stands here.

pub mod api;
pub mod cli;
mod commands;
mod connections;
pub mod demo;
mod installation;
pub mod integrity;
mod lock;
pub mod orphans;
mod private;
pub mod router;
pub mod start;

pub use commands::run;
