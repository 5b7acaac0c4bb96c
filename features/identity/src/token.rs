//! Secrets in links and cookies: the database keeps only their hash.

use sha2::{Digest as _, Sha256};

/// The hash under which a secret is stored: a stolen database signs nobody in.
#[must_use]
pub fn hash_token(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
