//! The ledger of information and its risks, after the risk analysis sheet of IPA's guideline.
//!
//! A row is information, not a machine ([`Entry`]). The company judges threats ([`threats`]), the model
//! on board (`engines/risk`) counts the risk of each row ([`rated`]), a person decides a treatment
//! ([`treatment`]), and only the management accepts what is left ([`acceptance`]), by name, until the
//! risk grows or a year is over. Files go out ([`sheet`]) and come in after a person has seen what they
//! would change ([`import`]); every change stands in the history of its row and in the log.
//!
//! Others read [`standing`] (counts by band of a company) and [`highest`].

pub mod acceptance;
mod answers;
mod api;
mod content;
pub mod entry;
pub mod field;
pub mod history;
pub mod import;
pub mod ledger;
mod migrations;
pub mod model;
mod pages;
pub mod rated;
pub mod sheet;
mod shown;
mod standing;
pub mod threats;
pub mod treatment;
mod words;

pub use api::openapi;
pub use content::risk_model;
pub use entry::Entry;
pub use field::Field;
pub use hikeshi_risk::{Level, TreatmentOption};
pub use migrations::MIGRATIONS;
pub use pages::routes;
pub use rated::{Rated, rated};
pub use standing::{highest, standing};
pub use words::WORDS;
