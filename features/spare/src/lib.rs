//! Backups, the spare machine of one company, and taking back what was done on it.
//!
//! A backup is one file (`archive`). `whole` writes one of an installation, `copy` one of a single
//! company as a data folder of its own: a spare. `merge` brings a spare's rows, files and log back,
//! table by table as the [`catalogue`] says, and keeps what contradicts as items that a person
//! decides on a page.

mod archive;
pub mod catalogue;
mod copy;
mod error;
mod merge;
mod migrations;
mod model;
mod origin;
mod pages;
mod records;
mod restore;
mod rows;
mod schema;
mod whole;

pub use archive::{Checked, Head, Opened, is_archive, passphrase_lock, recipients_lock, verify};
pub use copy::{CopyOrder, MadeCopy, make_copy};
pub use error::SpareError;
pub use hikeshi_seal::Lock;
pub use merge::{MergeOrder, Merged, merge};
pub use migrations::MIGRATIONS;
pub use origin::{Origin, mark_banner, origin, refuse_letters};
pub use pages::routes;
pub use records::{copied, each_record};
pub use restore::restore;
pub use rows::Row;
pub use schema::Shape;
pub use whole::{MadeWhole, WholeOrder, make_whole};

/// The words of this slice.
pub const WORDS: hikeshi_i18n::Source = hikeshi_i18n::Source {
    slice: "spare",
    ja: include_str!("../locales/spare.ja.ftl"),
    ja_easy: include_str!("../locales/spare.ja-easy.ftl"),
    en: include_str!("../locales/spare.en.ftl"),
};

/// The jobs that a spare leaves to the installation that it is a copy of, so that nobody gets a
/// reminder or a letter twice.
pub const HELD_JOBS: &[&str] = &[
    "filings.remind",
    "filings.send-letters",
    "kit.look",
    "proofs.mail-checkpoint",
    "proofs.take-stamp",
    "proofs.look-at-peer",
];
