//! Files that bring assets: read, corrected by a person, compared, taken in one go, undone.

mod bring;
mod mark;
mod prepare;
mod read;
mod sums;
mod take;
mod undo;

pub use bring::{Brought, bring, discard, find_import, imports_of, open_contents, save_plan};
pub use prepare::{Prepared, prepare};
pub use read::{Contents, ImportPlan, ReadFault, guess_plan, read_contents};
pub use sums::{Choices, Sums, rows_of, sums_of};
pub use take::take;
pub use undo::{Undoing, undo, what_undo_does};
