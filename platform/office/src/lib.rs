//! Documents that people go on editing, as docx: A4, a Japanese font, real headings and table heads.
//!
//! Why a crate of its own: features say "heading, paragraph, table"; how the file format wants them
//! stands here once. All text passes [`clean`], so that nothing a person typed can break the file.

mod document;
mod style;
mod text;

pub use document::{Document, OfficeError};
pub use text::clean;
