//! Two hashes at once: SHA-256 because others ask for it, BLAKE3 as the second, unrelated one.

use sha2::Digest as _;

/// Size and hashes of the plain text of a blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 as 64 lower-case hexadecimal letters.
    pub sha256: String,
    /// BLAKE3 as 64 lower-case hexadecimal letters.
    pub blake3: String,
}

/// Collects [`Stored`] while the bytes go by.
#[derive(Default)]
pub(crate) struct Hashing {
    size: u64,
    sha256: sha2::Sha256,
    blake3: blake3::Hasher,
}

impl Hashing {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.sha256.update(bytes);
        self.blake3.update(bytes);
    }

    pub(crate) fn finish(self) -> Stored {
        Stored {
            size: self.size,
            sha256: hex::encode(self.sha256.finalize()),
            blake3: self.blake3.finalize().to_hex().to_string(),
        }
    }
}
