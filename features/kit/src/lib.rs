//! The printed kit: one file for each company that people print and keep, for the day on which
//! neither the network nor the program can be used.
//!
//! [`Source`] reads what goes in; [`Parts`] names it item by item, so that the program can say what
//! has changed since an edition was made; `gather` fills the plain data of the paper, the templates
//! in `documents/` set it, [`make_edition`] keeps it. [`look`] reminds people to print again.

mod changed;
mod content;
mod data;
mod design;
mod edition;
mod gather;
mod jobs;
mod links;
mod look;
mod make;
mod migrations;
pub mod model;
mod pages;
mod parts;
mod print;
mod source;
mod standing;
mod tags;
mod words;

pub use changed::look_after_change;
pub use edition::{editions, file_of, last_edition};
pub use jobs::register_jobs;
pub use look::{Look, look};
pub use make::{blank_kit, make_edition};
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use parts::{Change, Parts};
pub use print::{NewPrint, note_print};
pub use source::{Procedure, Source};
pub use standing::{Standing, standing_of};
pub use tags::{TAGS_PER_EDITION, Tag};
pub use words::WORDS;
