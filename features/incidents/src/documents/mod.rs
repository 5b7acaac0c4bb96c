//! The papers of an incident: first report, full record, call sheet, help poster.
//!
//! A paper is made in three steps: a struct of plain strings from [`data`], the words of the reader's
//! language from [`words`], and a template from [`design`]. The struct is the whole truth about what
//! the paper shows; the template only places it.

pub mod bounds;
pub mod data;
pub mod design;
pub mod words;

pub use bounds::shorten;
pub use data::{CallSheet, FirstReport, IncidentRecord, Poster};
pub use words::{WORDS, document_words};
