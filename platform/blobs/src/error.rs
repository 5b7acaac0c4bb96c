//! What can go wrong with keys and blobs.

use std::path::PathBuf;

use uuid::Uuid;

/// A key could not be made, read or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no key file; an existing installation must bring its key back from the backup.
    #[error("there is no key file at {}", path.display())]
    Missing {
        /// Where the file was expected.
        path: PathBuf,
    },
    /// A key is already there; it is never replaced, because that would lose all data.
    #[error("there is already a key file at {}; it is never replaced", path.display())]
    AlreadyThere {
        /// Where the file stands.
        path: PathBuf,
    },
    /// The file is there but holds no key.
    #[error("the file {} does not hold an age secret key", path.display())]
    NotAKey {
        /// The file that was read.
        path: PathBuf,
    },
    /// The data was wrapped for another master key: the wrong key file is in place.
    #[error("this master key does not open the tenant key; the wrong key file is in place")]
    WrongMasterKey,
    /// The wrapped key is cut short or changed.
    #[error("the wrapped tenant key is damaged")]
    DamagedKey,
    /// Encrypting the key failed.
    #[error("the tenant key could not be wrapped")]
    Wrap(#[source] age::EncryptError),
    /// Reading or writing the key file failed.
    #[error("could not {doing} the key file {}", path.display())]
    Io {
        /// What was tried: "read" or "write".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's answer.
        #[source]
        source: std::io::Error,
    },
}

/// A blob could not be stored, read or deleted.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No blob has this id.
    #[error("there is no blob {id}")]
    NotFound {
        /// The id asked for.
        id: Uuid,
    },
    /// The id is taken; blobs are written once and never replaced.
    #[error("blob {id} is already stored")]
    AlreadyStored {
        /// The id that is taken.
        id: Uuid,
    },
    /// The upload is longer than allowed; nothing was kept.
    #[error("the upload is longer than {limit_bytes} bytes")]
    TooLong {
        /// The limit that was passed, in bytes.
        limit_bytes: u64,
    },
    /// The sender broke off or sent something unreadable; nothing was kept.
    #[error("the upload broke off")]
    Upload(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file is not for this key (or the part of its head that names the key was changed).
    #[error("blob {id} is not for this key")]
    WrongKey {
        /// The blob.
        id: Uuid,
    },
    /// The file was changed or cut short since it was stored.
    #[error("blob {id} is damaged: its file was changed or cut short")]
    Damaged {
        /// The blob.
        id: Uuid,
    },
    /// The disk is full; nothing was kept.
    #[error("the disk is full")]
    DiskFull,
    /// Encrypting could not start.
    #[error("the blob could not be encrypted")]
    Encrypt(#[source] age::EncryptError),
    /// The file system refused.
    #[error("could not {doing}")]
    Io {
        /// What was tried, as a verb with its object.
        doing: &'static str,
        /// The system's answer.
        #[source]
        source: std::io::Error,
    },
    /// The work was stopped because the program is ending or a thread failed.
    #[error("the work on the blob was stopped")]
    Stopped,
}

impl BlobError {
    /// Turns a system error into ours: a full disk gets its own name.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { doing, source },
        }
    }
}
