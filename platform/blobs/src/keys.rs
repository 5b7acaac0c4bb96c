//! The two kinds of keys: one master key for the installation, one key for each tenant.

use std::fmt;
use std::path::Path;

use age::secrecy::{ExposeSecret as _, SecretSlice};
use age::x25519::{Identity, Recipient};

use crate::{KeyError, key_file};

/// The installation's key. It opens the tenant keys and nothing else, so that it can be changed
/// by wrapping the tenant keys again, without touching the data.
#[derive(Clone)]
pub struct MasterKey(Identity);

impl MasterKey {
    /// Makes a new key in memory, from the operating system's randomness.
    #[must_use]
    pub fn generate() -> Self {
        Self(Identity::generate())
    }

    /// Makes a new key and writes it to `path` (mode 0600, the folder is made if needed).
    ///
    /// # Errors
    /// [`KeyError::AlreadyThere`] if the file exists; [`KeyError::Io`] if it cannot be written.
    pub fn create(path: &Path) -> Result<Self, KeyError> {
        let key = Self::generate();
        key_file::create(path, &key.0)?;
        Ok(key)
    }

    /// Reads the key from `path`, a file as `age-keygen` writes it.
    ///
    /// # Errors
    /// [`KeyError::Missing`], [`KeyError::NotAKey`] or [`KeyError::Io`].
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        key_file::load(path).map(Self)
    }

    /// The public half as text (`age1…`). Not secret; store it beside the data to tell at the
    /// start whether the right key file is in place.
    #[must_use]
    pub fn public_text(&self) -> String {
        self.0.to_public().to_string()
    }

    /// Encrypts a tenant's key to this master key; the result (some 270 bytes) may be stored
    /// anywhere.
    ///
    /// # Errors
    /// [`KeyError::Wrap`], which cannot happen with this kind of key.
    pub fn wrap_key(&self, key: &TenantKey) -> Result<Vec<u8>, KeyError> {
        let secret = key.0.to_string();
        age::encrypt(&self.0.to_public(), secret.expose_secret().as_bytes()).map_err(KeyError::Wrap)
    }

    /// Opens a key that [`MasterKey::wrap_key`] wrapped.
    ///
    /// # Errors
    /// [`KeyError::WrongMasterKey`] if it was wrapped for another master key,
    /// [`KeyError::DamagedKey`] if the bytes were changed or cut short.
    pub fn unwrap_key(&self, wrapped: &[u8]) -> Result<TenantKey, KeyError> {
        let plain = age::decrypt(&self.0, wrapped).map_err(|e| match e {
            age::DecryptError::NoMatchingKeys => KeyError::WrongMasterKey,
            _ => KeyError::DamagedKey,
        })?;
        let plain = SecretSlice::from(plain);
        std::str::from_utf8(plain.expose_secret())
            .ok()
            .and_then(|text| text.parse().ok())
            .map(TenantKey)
            .ok_or(KeyError::DamagedKey)
    }
}

/// A tenant's key: it reads and writes the blobs of that tenant.
#[derive(Clone)]
pub struct TenantKey(Identity);

impl TenantKey {
    /// Makes a new key, from the operating system's randomness.
    #[must_use]
    pub fn generate() -> Self {
        Self(Identity::generate())
    }

    /// Encrypts a short text, such as a password, to be kept in a row.
    ///
    /// # Errors
    /// [`KeyError::Wrap`], which cannot happen with this kind of key.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        age::encrypt(&self.0.to_public(), plain).map_err(KeyError::Wrap)
    }

    /// Opens what [`TenantKey::seal`] sealed.
    ///
    /// # Errors
    /// [`KeyError::DamagedKey`] if the bytes were changed, cut short or sealed with another key.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        age::decrypt(&self.0, sealed).map_err(|_| KeyError::DamagedKey)
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.0.to_public()
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.0
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(secret)")
    }
}

impl fmt::Debug for TenantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TenantKey(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_tenant_key_opens_only_with_its_own_master_key() {
        let (master, other) = (MasterKey::generate(), MasterKey::generate());
        let key = TenantKey::generate();
        let wrapped = master.wrap_key(&key).unwrap();
        let opened = master.unwrap_key(&wrapped).unwrap();
        assert_eq!(opened.recipient().to_string(), key.recipient().to_string());
        assert!(matches!(other.unwrap_key(&wrapped), Err(KeyError::WrongMasterKey)));
        for length in 0..wrapped.len() {
            assert!(master.unwrap_key(&wrapped[..length]).is_err(), "cut at {length}");
        }
    }

    #[test]
    fn what_was_sealed_opens_with_its_own_key_only() {
        let (key, other) = (TenantKey::generate(), TenantKey::generate());
        let sealed = key.seal(b"secret").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(key.open(&sealed).unwrap(), b"secret");
        assert!(other.open(&sealed).is_err() && key.open(&sealed[1..]).is_err());
    }

    #[test]
    fn the_master_key_file_is_private_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/master.key");
        assert!(matches!(MasterKey::load(&path), Err(KeyError::Missing { .. })));
        let made = MasterKey::create(&path).unwrap();
        assert_eq!(MasterKey::load(&path).unwrap().public_text(), made.public_text());
        assert!(matches!(MasterKey::create(&path), Err(KeyError::AlreadyThere { .. })));
        assert_eq!(MasterKey::load(&path).unwrap().public_text(), made.public_text());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, b"\xff\xfe not a key").unwrap();
        assert!(matches!(MasterKey::load(&path), Err(KeyError::NotAKey { .. })));
    }

    #[test]
    fn keys_do_not_show_themselves_in_debug_text() {
        let shown = format!("{:?} {:?}", MasterKey::generate(), TenantKey::generate());
        assert!(!shown.contains("AGE-SECRET-KEY"));
    }
}
