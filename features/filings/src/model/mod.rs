//! The rows of this slice.

pub mod calendar_feed;
pub mod contract_clause;
pub mod duty_count;
pub mod duty_decision;
pub mod letter_chunk;
pub mod letter_confirmation;
pub mod letter_recipient;
pub mod letter_run;
pub mod reporting_profile;
