//! The case: an incident with its facts, timeline and level.
//!
//! Every function takes the caller's transaction and scope; another company's
//! incident is "not found". A change and its audit entry stand in one transaction.

mod facts;
mod incident;
mod level;
mod open;
mod timeline;

pub use facts::{Certainty, FactConflict, NewFact, current_facts, fact_history, set_fact};
pub use incident::{
    IncidentFilter, IncidentId, Purpose, Status, find_incident, hold, kinds_of, list_incidents,
    noticed_of, touch,
};
pub use level::{Level, LevelDecision, decide_level, level_history};
pub use open::{NewIncident, open_incident};
pub use timeline::{
    EntryKind, NewEntry, TimelineFilter, add_entry, add_entry_once, correct_entry, corrections_of,
    find_entry, moment_of, timeline, timeline_page, whole_timeline,
};
