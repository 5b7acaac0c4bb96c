//! The engine against the content of the repository, with figures computed by hand.

mod content;
mod cross;
mod pack;
mod reading;
mod scores;
mod writing;
