//! Lists of IT assets as people keep them: read from messy files, compared with what is known, and
//! judged by the age of what they name.
//!
//! [`read_file`] takes the bytes of a file and says what it is: a table of any separator and
//! encoding ([`Table`]), a list of components, answers of osquery, or what our own scripts wrote
//! ([`Inventory`]). A table becomes assets in three steps, each to be corrected by a person:
//! [`find_header`] and [`guess_columns`] propose what each column means, [`read_rows`] reads every
//! row with that, and [`find_duplicates`] says which of them are the same thing. Nothing is dropped
//! unsaid: every row of a file is taken, skipped for a named reason, or kept for correction.
//! [`Lifecycle`] knows until when makers support what; the dates are data outside of this crate.

mod columns;
mod compare;
mod date;
mod duplicates;
mod field;
mod files;
mod header;
mod kind;
mod lifecycle;
mod limits;
mod merge;
mod reading;
mod record;
mod table;
mod value;
mod words;

pub use columns::{Column, Sureness, guess_columns, heading_lines, secret_columns};
pub use compare::{Identity, identity_of};
pub use date::{DateFault, read_date};
pub use duplicates::{Known, Match, MatchKey, Same, find_duplicates};
pub use field::Field;
pub use files::{FileFault, FileKind, Inventory, ReadFile, read_file};
pub use header::{Header, find_header};
pub use kind::Kind;
pub use lifecycle::{
    Cycle, Finding, How, Lifecycle, LifecycleFile, Product, Rule, SOON_DAYS, Standing, Thing,
};
pub use limits::{MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_OWN, MAX_ROWS};
pub use merge::{Difference, Policy, differences, merged};
pub use reading::{BadRow, Plan, Reading, Skipped, WhyBad, WhySkipped, read_rows};
pub use record::{Record, Remark, Values};
pub use table::{Area, Row, RowFault, Table, read_text, sheet_table};
pub use value::{clean_cell, plain, read_ledger_number, read_mac, read_serial, read_yes};
