//! The case: an incident with its facts, timeline and level.
//!
//! Every function takes the caller's transaction and scope; another company's
//! incident is "not found". A change and its audit entry stand in one transaction.

mod clocks;
mod closed;
mod fact_count;
mod facts;
mod incident;
mod level;
mod marked;
mod notice;
mod open;
mod timeline;
mod timeline_list;
mod viewed;

pub use clocks::{ClockState, NewClock, due_of, limit_of, publish_clocks, running_clocks};
pub use closed::{hold_open, refuse_if_closed};
pub use fact_count::{FactCount, blank_facts};
pub use facts::{Certainty, FactConflict, NewFact, current_facts, fact_history, set_fact};
pub(crate) use incident::incident_of;
pub use incident::{
    IncidentFilter, IncidentId, Purpose, Status, find_incident, hold, kinds_of, list_incidents,
    noticed_of, touch,
};
pub use level::{
    Level, LevelDecision, ProposedReason, decide_level, level_history, proposed_reasons,
};
pub use marked::{marked_subject, marked_title};
pub use notice::renew_notice;
pub use open::{NewIncident, hold_company, open_incident};
pub use timeline::{EntryKind, NewEntry, add_entry, add_entry_once, correct_entry, lies_ahead};
pub use timeline_list::{
    TimelineFilter, corrections_of, corrections_of_entry, find_entry, moment_of, timeline,
    timeline_page, whole_timeline,
};
pub use viewed::view_incident;
