//! The next star: where a company stands on each ladder, what is missing, and what it does about it.
//!
//! The stars and their steps are content ([`ladder`]). [`rungs`] reads what the company answered, wrote
//! and declared and says what each step lacks; a star counts as reached only when a person noted its
//! declaration, never from answers alone, and proposals of other answers count for nothing. [`plan`] keeps
//! the measures that people take, with owner, day, proof and history; what repeats comes back by itself.
//! [`papers`] puts the data of a declaration and the pack of three stars on paper. Pages that look across
//! companies read [`plan_standings_of`].

pub mod api;
mod content;
mod migrations;
pub mod model;
mod pages;
pub mod papers;
pub mod plan;
mod remind;
pub mod rungs;
mod words;

pub use content::{Ladder, Rung, Step, ladder};
pub use migrations::{BLOB_COLUMNS, MIGRATIONS};
pub use pages::routes;
pub use plan::{PlanStanding, plan_standing, plan_standings_of};
pub use remind::register_jobs;
pub use words::WORDS;
