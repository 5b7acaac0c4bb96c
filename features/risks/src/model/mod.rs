//! The rows of this slice.

pub mod risk_acceptance;
pub mod risk_change;
pub mod risk_import;
pub mod risk_information;
pub mod risk_standing;
pub mod risk_threat;
pub mod risk_treatment;
