//! Sealing a backup for a key or a passphrase, and opening it.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::{Path, PathBuf},
};

use hikeshi_seal::{Lock, LockError, Unlock};

use crate::SpareError;

const BUFFER: usize = 256 * 1024;

/// A seal that the passphrase in the first line of a file opens.
///
/// # Errors
/// The file cannot be read; it is shorter than eight characters.
pub fn passphrase_lock(file: &Path) -> Result<Lock, SpareError> {
    passphrase_of(file).map(|text| Lock::Passphrase(text.into()))
}

/// A seal for the owners of public keys (`age1…`).
///
/// # Errors
/// One of them is none.
pub fn recipients_lock(keys: &[String]) -> Result<Lock, SpareError> {
    Lock::to_keys(keys).map_err(|error| {
        SpareError::refused("recipient", format!("the backup cannot be sealed: {error}"))
    })
}

fn passphrase_of(file: &Path) -> Result<String, SpareError> {
    let text = std::fs::read_to_string(file).map_err(SpareError::io("read", file))?;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() < 8 {
        let text = format!(
            "the first line of {} must be a passphrase of at least eight characters; several \
             words are better",
            file.display()
        );
        return Err(SpareError::refused("passphrase", text));
    }
    Ok(line.to_owned())
}

/// With what a sealed backup is opened.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// A file with a secret key, as `age-keygen` writes it.
    pub identity: Option<PathBuf>,
    /// A file whose first line is the passphrase.
    pub passphrase_file: Option<PathBuf>,
}

/// Whether a path is a file and not a data folder.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    path.is_file()
}

impl Opened {
    /// The plain bytes of a backup.
    pub(super) fn read(&self, path: &Path) -> Result<Box<dyn Read>, SpareError> {
        let file = File::open(path).map_err(SpareError::io("open", path))?;
        let file = BufReader::with_capacity(BUFFER, file);
        let plain = self.unlock()?.open(file).map_err(unopened)?;
        Ok(Box::new(plain))
    }

    fn unlock(&self) -> Result<Unlock, SpareError> {
        match (&self.identity, &self.passphrase_file) {
            (_, Some(file)) => Ok(Unlock::with_passphrase(&passphrase_of(file)?)),
            (Some(file), None) => {
                let text = std::fs::read_to_string(file).map_err(SpareError::io("read", file))?;
                Unlock::with_identities(&text).map_err(|_| {
                    let text = format!("{} holds no secret key of age", file.display());
                    SpareError::refused("identity", text)
                })
            }
            (None, None) => Ok(Unlock::default()),
        }
    }
}

fn unopened(error: LockError) -> SpareError {
    let text = match error {
        LockError::Locked => {
            "the backup is sealed: name the secret key with --identity FILE or the passphrase with \
             --passphrase-file FILE"
        }
        LockError::WrongKey => "the backup cannot be opened with this key or passphrase",
        _ => "the beginning of the backup is damaged",
    };
    SpareError::refused("sealed", text)
}
