//! Documents and tables that people go on editing, as docx and xlsx.
//!
//! Why a crate of its own: features say "heading, paragraph, table"; how the file formats want them
//! stands here once. All text passes [`clean`], so that nothing a person typed can break a file.
//! Cells of tables are always text: what a person typed never becomes a formula. [`FormFile`] writes
//! into named cells of somebody else's xlsx and leaves the rest of it as it was. [`read_workbook`] reads
//! an xlsx that somebody brings, and computes nothing.

mod document;
mod form_file;
mod incoming;
mod plain_table;
mod sheet;
mod style;
mod text;

pub use document::{Document, OfficeError};
pub use form_file::{
    FillFault, FormFault, FormFile, MOST_CELL_CHARACTERS, MOST_FORM_BYTES, MOST_NAMES, MOST_SHEETS,
};
pub use incoming::{IncomingFault, IncomingSheet, SheetLimits, read_workbook};
pub use plain_table::plain_table;
pub use sheet::{Sheet, workbook};
pub use text::clean;
