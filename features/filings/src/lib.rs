//! Filings: what must be told to whom by when, and every report written once from the same facts.

pub mod api;
pub mod awaits;
pub mod clauses;
mod content;
mod counted;
pub mod duties;
mod feed;
mod jobs;
pub mod letters;
mod migrations;
pub mod model;
pub mod official;
mod pages;
pub mod papers;
pub mod profile;
pub mod render;
pub mod rulebook;
mod words;
pub mod year;

pub use content::check_content;
pub use counted::count_after_change;
pub use jobs::register_jobs;
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use words::WORDS;
