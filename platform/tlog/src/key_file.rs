//! The file of the log's signing key: written once, whole, readable by the owner only.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use hikeshi_kernel::Rng;

use crate::tile_files::sync_folder;
use crate::{NoteKey, TlogError};

impl NoteKey {
    /// Makes a key named `name` and writes it to `path` (mode 0600, the folder is made if
    /// needed), in the form of Go's `sumdb/note`.
    ///
    /// # Errors
    /// [`TlogError::KeyAlreadyThere`], [`TlogError::Format`] for the name, [`TlogError::Io`].
    pub fn create(path: &Path, name: &str, rng: &dyn Rng) -> Result<Self, TlogError> {
        let key = Self::generate(name, rng)?;
        write_new(path, &key.to_secret_text())?;
        Ok(key)
    }

    /// Reads the key from `path`.
    ///
    /// # Errors
    /// [`TlogError::KeyMissing`], [`TlogError::Format`], [`TlogError::Io`].
    pub fn load(path: &Path) -> Result<Self, TlogError> {
        Self::from_secret_text(&read(path)?)
    }
}

/// Writes a secret in one line to `path`, which must not exist yet.
pub(crate) fn write_new(path: &Path, secret: &str) -> Result<(), TlogError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(TlogError::io(folder))?;
    // A temporary file is made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(TlogError::io(folder))?;
    writeln!(file, "{secret}").map_err(TlogError::io(path))?;
    file.as_file().sync_all().map_err(TlogError::io(path))?;
    file.persist_noclobber(path).map_err(|e| match e.error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            TlogError::KeyAlreadyThere { path: path.to_path_buf() }
        }
        _ => TlogError::io(path)(e.error),
    })?;
    sync_folder(folder)
}

/// The line of a key file.
pub(crate) fn read(path: &Path) -> Result<String, TlogError> {
    let text = fs::read_to_string(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => TlogError::KeyMissing { path: path.to_path_buf() },
        std::io::ErrorKind::InvalidData => TlogError::Format { what: "log key" },
        _ => TlogError::io(path)(source),
    })?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_file_is_private_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/log.key");
        assert!(matches!(NoteKey::load(&path), Err(TlogError::KeyMissing { .. })));
        let rng = hikeshi_kernel::FixedRng::new(1);
        let made = NoteKey::create(&path, "example.com/log", &rng).unwrap();
        let again = NoteKey::create(&path, "example.com/log", &rng);
        assert!(matches!(again, Err(TlogError::KeyAlreadyThere { .. })));
        assert_eq!(NoteKey::load(&path).unwrap().verifier(), made.verifier());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
