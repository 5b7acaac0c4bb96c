//! Reads incidents from files: a case in YAML, or a timeline as a table (CSV); and writes the
//! timeline as a table that no spreadsheet program can be tricked by.
//!
//! Pure: bytes in, values out. What cannot be read is named in [`CaseFile::problems`] with its line
//! and reason, its text is kept in [`CaseFile::extra`], and everything else is imported. A file
//! that is no case at all has a problem whose [`Reason::is_fatal`].

mod case;
mod case_events;
mod case_yaml;
mod decode;
mod headers;
mod judge;
mod problem;
mod recover;
mod table;
mod table_out;
mod time;
mod tree;

pub use case::{CaseFile, Event, Extra, Organisation};
pub use case_yaml::parse_case;
pub use decode::{MAX_BYTES, text_of, text_within};
pub use headers::Headers;
pub use problem::{Problem, Reason};
pub use table::parse_table;
pub use table_out::write_table;
