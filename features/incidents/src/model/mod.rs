//! The rows of this slice.

pub mod call_attempt;
pub mod call_round;
pub mod clock;
pub mod closing;
pub mod custody_event;
pub mod custody_photo;
pub mod desk_contact;
pub mod document;
pub mod evidence;
pub mod evidence_check;
pub mod evidence_waiting;
pub mod executive_decision;
pub mod fact;
pub mod hand_over_link;
pub mod help_draft;
pub mod help_report;
pub mod idempotency;
pub mod incident;
pub mod level_change;
pub mod measure;
mod of_incident;
pub mod participant;
pub mod playbook_run;
pub mod run_event;
pub mod timeline_correction;
pub mod timeline_entry;
pub mod viewed;

pub use of_incident::{IncidentTable, OfIncident};
