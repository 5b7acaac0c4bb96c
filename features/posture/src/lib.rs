//! Assessments: a company answers the questions of a catalogue, alone or with several people, for each
//! of its sites, with evidence; finished, it is frozen with its score and a report.
//!
//! [`begin`](assessment::begin) keeps the whole catalogue in the row, so that an assessment reads the
//! same for ever. Every answer stays in its history. What other assessments suggest is
//! [`offered`](assessment::offered) and never counts before a person accepts it. Pages that look across
//! companies read [`standing`](assessment::standing).

pub mod api;
pub mod assessment;
mod compared;
mod content;
mod export;
mod gaps;
mod incoming;
mod look;
mod migrations;
pub mod model;
mod pages;
mod report;
mod said;
mod words;

pub use assessment::{Standing, course, standing, standings_of};
pub use content::{answer_words, library};
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use words::WORDS;
