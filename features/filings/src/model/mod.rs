//! The rows of this slice.

pub mod calendar_feed;
pub mod contract_clause;
pub mod duty_count;
pub mod duty_decision;
pub mod duty_reminder;
pub mod letter_chunk;
pub mod letter_confirmation;
pub mod letter_recipient;
pub mod letter_run;
pub mod official_form;
pub mod paper;
pub mod paper_ask;
pub mod paper_consent;
pub mod paper_event;
pub mod paper_file;
pub mod paper_version;
pub mod reporting_profile;
