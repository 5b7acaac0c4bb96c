//! Technical traces of an attack: found in any text, kept from naming the victim, given to others.
//!
//! Three steps, each values in and values out. [`read`] finds addresses, hashes, paths and the like
//! in a text as people paste it, defanged or not. [`review`] holds back what points at the company
//! itself ([`OwnSigns`]) or would harm whoever blocks it. [`give`] writes what is left as STIX 2.1,
//! as a MISP event, as CSV, or as plain text that no program turns into links.

mod caution;
pub mod give;
mod kind;
mod own;
mod read;
mod review;

pub use caution::Caution;
pub use kind::Kind;
pub use own::{OwnSigns, Trace};
pub use read::{
    Found, MAX_FOUND, MAX_TEXT_BYTES, PassedOver, Reading, TooMuch, Unread, cautions_of, read,
};
pub use review::{Hold, Reviewed, review};
