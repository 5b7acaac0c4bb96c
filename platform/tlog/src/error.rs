//! What can go wrong with the log.

use std::path::PathBuf;

/// The log could not be written, published or trusted.
#[derive(Debug, thiserror::Error)]
pub enum TlogError {
    /// The database refused.
    #[error("the log could not use the database")]
    Db(#[from] sea_orm::DbErr),
    /// The tables of the log are not there or have no head row.
    #[error("the log has no head; its migration has not run")]
    NoHead,
    /// An entry's word is empty, too long or has letters other than `a-z 0-9 . _ -`.
    #[error("the {field} of a log entry must be 1 to 64 letters of a-z, 0-9, '.', '_' and '-'")]
    BadWord {
        /// Which field.
        field: &'static str,
    },
    /// A number in a detail is not a whole number within ±2^53, so that programs may differ in
    /// how they write it.
    #[error("a detail of a log entry may hold whole numbers within ±2^53 only")]
    BadNumber,
    /// The rows do not make up the tree: this sequence number is the first that is wrong.
    #[error("the log is broken at entry {seq}: {why}")]
    Broken {
        /// The first entry (counted from 0) that does not fit.
        seq: u64,
        /// What does not fit.
        why: &'static str,
    },
    /// The database has fewer entries than a checkpoint that was signed before: an old copy of
    /// the database is in place, or entries were removed.
    #[error("the log has {rows} entries but {signed} were signed before")]
    Shrunk {
        /// Entries in the database.
        rows: u64,
        /// Entries in the signed checkpoint.
        signed: u64,
    },
    /// The entries give another root than the one signed before: history was changed.
    #[error("the first {size} entries are not those that were signed before")]
    Forked {
        /// The size of the signed checkpoint.
        size: u64,
    },
    /// No checkpoint covers this entry yet, or there is no such entry.
    #[error("no checkpoint covers entry {seq} yet")]
    NotPublished {
        /// The entry, from 0.
        seq: u64,
    },
    /// A note, checkpoint, key or bundle is not in its format.
    #[error("not a valid {what}")]
    Format {
        /// Which format.
        what: &'static str,
    },
    /// A note has no valid signature by the expected key.
    #[error("the signature is missing or wrong")]
    BadSignature,
    /// A key file is already there and is never replaced.
    #[error("there is already a key file at {}; it is never replaced", path.display())]
    KeyAlreadyThere {
        /// Where it stands.
        path: PathBuf,
    },
    /// There is no key file.
    #[error("there is no key file at {}", path.display())]
    KeyMissing {
        /// Where it was expected.
        path: PathBuf,
    },
    /// The file system refused.
    #[error("could not use {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        #[source]
        source: std::io::Error,
    },
    /// The work was stopped because the program is ending or a thread failed.
    #[error("the work on the log was stopped")]
    Stopped,
}

impl TlogError {
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }
}
