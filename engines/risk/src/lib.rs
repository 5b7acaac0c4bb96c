//! How dangerous it is to keep a piece of information as it is kept now.
//!
//! Pure: the model (`content/risk/risk.yaml`, after the risk analysis sheet of IPA's guideline for
//! small companies), what a company says about one piece of information and about each threat go in;
//! importance, possibility, risk value and band come out. No number of the model stands in this code.
//!
//! What nobody has judged never counts as safe: a threat without a judgement stays open, and the
//! highest value that the risk could still have is told beside the known one ([`RowRisk::at_most`]).
//! Answers of an assessment only propose a weakness ([`RiskModel::propose`]); a person confirms it.

mod accept;
mod check;
mod level;
mod model;
mod propose;
mod rate;
mod reading;
mod row;
mod treat;

pub use accept::{Acceptance, Standing};
pub use level::{Level, NotALevel};
pub use model::{
    Area, Band, Control, Kind, MODEL_FILE, Possibility, RiskModel, Scale, Step, Threat,
};
pub use propose::{Answer, Proposal};
pub use rate::{Cia, Risk};
pub use reading::{Column, plain};
pub use row::{Information, RowRisk, ThreatRisk, ThreatState};
pub use treat::{Residual, TreatmentFault, TreatmentOption};
