//! Sealing a file for somebody's key or with a passphrase, and opening it again: the format is age
//! (C2SP `age`), so that any age tool opens what was sealed here, and the other way round.

mod error;
mod lock;
mod unlock;

pub use error::LockError;
pub use lock::{Lock, Sealed};
pub use unlock::{Opened, Unlock, is_locked};

/// The head of a file in the format of age, version 1.
const HEAD: &[u8] = b"age-encryption.org/v1";
