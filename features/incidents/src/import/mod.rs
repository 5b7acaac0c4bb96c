//! Bringing in an incident from a file: a case (YAML) or a timeline (CSV).
//!
//! Nothing of the file is dropped: each event becomes a line of the timeline, everything else
//! a fact. What could not be read is told with its line and reason, and kept as a fact too.
//! All of it is written in the caller's one transaction, or none of it. History is closed at once,
//! a drill begins with the playbook of its kind; neither calls anybody.

mod drafts;
mod entries;
mod facts;
mod incident;
mod kinds;
mod labels;
mod parties;
mod past;
mod problems;
mod read;
mod reasons;
mod write;

pub use incident::{
    ImportChoice, Imported, PreparedCase, import_case, imported_before, prepare_case,
};
pub(crate) use kinds::{kind_of, kind_title};
pub use labels::{fact_name, fact_value};
pub use past::close_as_brought;
pub use problems::{ImportProblem, PROBLEMS_KEY, readable};
pub use read::{MAX_FILE_BYTES, ReadFile, read_file};
