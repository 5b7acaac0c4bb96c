//! What can be wrong with a lock.

use std::io;

/// Why a lock cannot be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Not a public key of age.
    #[error("{0:?} is not an age public key (age1…)")]
    NotAKey(String),
    /// Not a secret key of age.
    #[error("this is not an age secret key (AGE-SECRET-KEY-1…)")]
    NotAnIdentity,
    /// The file is encrypted and nothing was given to open it.
    #[error("the file is encrypted: a passphrase or an age identity is needed")]
    Locked,
    /// The passphrase or the key does not fit.
    #[error("the passphrase or the key does not open this file")]
    WrongKey,
    /// The file was changed or is none of age.
    #[error("the encrypted file is damaged")]
    Damaged,
    /// Reading or writing failed.
    #[error("the file could not be read or written")]
    Io(#[from] io::Error),
}

impl From<age::DecryptError> for LockError {
    fn from(error: age::DecryptError) -> Self {
        match error {
            age::DecryptError::NoMatchingKeys
            | age::DecryptError::DecryptionFailed
            | age::DecryptError::KeyDecryptionFailed
            | age::DecryptError::ExcessiveWork { .. } => Self::WrongKey,
            age::DecryptError::Io(error) => Self::Io(error),
            _ => Self::Damaged,
        }
    }
}
