//! The outside face of the log: served over HTTP, proofs for everybody, other installations that
//! keep our checkpoints while we keep theirs, and time-stamps of an authority.
//!
//! [`tick`] is called by the program every few seconds and writes down what is due; the work itself
//! is done by jobs.

mod files;
mod jobs;
mod mails;
mod migrations;
pub mod model;
mod own_log;
mod pages;
mod peers;
mod stamps;
mod tick;
mod witness;
mod words;

pub use jobs::register_jobs;
pub use migrations::MIGRATIONS;
pub use own_log::{log_key, publish_now, published};
pub use pages::routes;
pub use peers::{SettingsError, check_settings};
pub use tick::tick;
pub use witness::own_log_refused;
pub use words::WORDS;
