//! The playbooks that a company or provider keeps: drafts, published versions, files they came from.

mod begin;
mod draft;
mod give_out;
mod publish;
mod read;
mod startable;
mod uses;

pub use begin::{begin_new, copy_on_board, keep_taken};
pub use draft::{begin_draft, change_draft, discard_draft, settle_source};
pub use give_out::give_out;
pub use publish::{publish, withdraw};
pub use read::{
    Draft, Original, Version, all_of, draft_of, find, hold, original_of, source_of, version_of,
    versions_of,
};
pub use startable::{KeptBy, Startable, find_startable, in_place_of, startable};
pub use uses::{note_use, uses_of};
