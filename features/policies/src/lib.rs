//! Standing documents of a company: basic policy, rules, emergency manual, contact list, pledge, check
//! sheets.
//!
//! [`templates`](mod@templates) are content; [`document`] begins, fills, edits and approves what a company makes of them;
//! [`publish`] shows an approved version to the public once two people have said so; [`readers`] asks
//! people to read it and keeps who has. [`document::standings`] is what other slices read.

pub mod api;
pub mod document;
mod look;
mod migrations;
pub mod model;
mod pages;
pub mod publish;
pub mod readers;
mod render;
mod templates;
mod words;

pub use look::{Look, look, register_jobs};
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use templates::{check_content, template, templates};
pub use words::WORDS;
