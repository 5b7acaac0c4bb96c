//! Making packages.
//!
//! Records are read in one transaction, redacted, and only then become files; the files of the
//! exhibits go from the encrypted store into the zip piece by piece. A package that is not whole is
//! never named by a row nor by a file.

mod ask;
mod busy;
mod gather;
mod gather_evidence;
mod gather_papers;
mod gather_people;
mod list;
mod make;
mod names;
mod part_file;
mod proofs;
mod strikes;
mod technical;
mod to_file;
mod write;

pub use ask::{Asked, ask_package};
pub use busy::{DropPackage, MakePackage, make_now};
pub use list::{exports_of, find_export};
pub use to_file::{ToFile, Written, export_to_file};

pub(crate) use gather_people::CALLED;
pub(crate) use make::Plan;
pub(crate) use write::WriteError;
