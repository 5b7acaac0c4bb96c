//! Incidents: from the first symptom to the closed case.

pub mod case;
mod migrations;
pub mod model;

pub use migrations::MIGRATIONS;
