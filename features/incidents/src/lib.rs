//! Incidents: from the first symptom to the closed case.

pub mod api;
pub mod calls;
pub mod case;
pub mod closing;
pub mod content;
pub mod documents;
pub mod evidence;
pub mod executive;
mod help;
pub mod import;
mod jobs;
pub mod measures;
mod migrations;
pub mod model;
pub mod opening;
pub mod page;
mod pages;
pub mod people;
pub mod record;
pub mod runs;
mod time_words;
mod words;

pub use jobs::register_jobs;
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use words::WORDS;
