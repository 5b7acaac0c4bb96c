//! Standing documents: begun from a template, filled in, written in, approved.

mod approve;
mod begin;
mod edit;
mod find;
mod first_steps;
mod freeze;
mod hold;
mod lists;
mod new_edition;
mod now;
mod printed;
mod proposals;
mod snapshot;
mod standing;
mod versions;

pub use approve::{Approval, Approvals, approvals_now, approve};
pub use begin::{NewDocument, begin, langs_of};
pub use edit::{Change, Changed, LONGEST_NAME, change, fresh_id};
pub use find::{Document, documents, find_document, withdraw};
pub use hold::hold;
pub use new_edition::{NewEdition, new_edition, take_new_edition};
pub use now::Now;
pub use printed::LONGEST_VALUE;
pub use proposals::{Proposals, proposals};
pub use snapshot::{Signed, Snapshot};
pub use standing::{Standing, Stands, standing_of, standings};
pub use versions::{
    FileForm, file_of, find_version, last_version, read_file, read_snapshot, versions_of,
};
