//! Reads incidents from files: a case in YAML, or a timeline as a table (CSV); and writes the
//! timeline as a table that no spreadsheet program can be tricked by.
//!
//! Pure: bytes in, values out. Reading never fails as a whole. What cannot be read is named in
//! [`CaseFile::problems`] with its line and reason, its text is kept in [`CaseFile::extra`], and
//! everything else is imported.

mod case;
mod case_yaml;
mod decode;
mod headers;
mod problem;
mod recover;
mod table;
mod table_out;
mod time;
mod tree;

pub use case::{CaseFile, Event, Extra, Organisation};
pub use case_yaml::parse_case;
pub use decode::{MAX_BYTES, text_of};
pub use headers::Headers;
pub use problem::{Problem, Reason};
pub use table::parse_table;
pub use table_out::write_table;
