//! Case packages: one incident as a file for somebody outside, checked by anybody, taken over by
//! another installation.

pub mod archive;
pub mod export;
pub mod import;
mod index;
mod jobs;
mod lock;
mod migrations;
pub mod model;
mod pages;
mod pipe;
mod wish;
mod words;

pub use jobs::register_jobs;
pub use lock::{Lock, LockError, Opened, Unlock, is_locked, judge_passphrase, new_passphrase};
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use wish::Wish;
pub use words::WORDS;
