//! The day the line is down: chosen pages stay readable on a device, and notes written meanwhile
//! come back with the time at which each was written.
//!
//! A person asks for it on one device (`/c/{company}/offline`). A service worker
//! (`scripts/worker.js`) then keeps the pages that [`kept_pages`] names and holds lines for the
//! timeline; [`take_note`] takes them in. A note that comes twice is one line.

mod kept;
mod notes;
mod pages;
mod words;

pub use kept::kept_pages;
pub use notes::{HeldNote, NoteState, take_note};
pub use pages::routes;
pub use words::WORDS;
