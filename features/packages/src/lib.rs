//! Case packages: one incident as a file for somebody outside, checked by anybody, taken over by
//! another installation.

pub mod archive;
pub mod export;
pub mod import;
mod index;
mod jobs;
mod migrations;
pub mod model;
mod pages;
mod passphrase;
mod pipe;
mod wish;
mod words;

pub use jobs::register_jobs;
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use passphrase::{judge_passphrase, new_passphrase};
pub use wish::Wish;
pub use words::WORDS;
