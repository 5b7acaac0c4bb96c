//! Key files: written once, whole, and readable by the owner only.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::x25519::Identity;

use crate::KeyError;

/// The mark by which `age-keygen` files carry the secret.
const SECRET_MARK: &str = "AGE-SECRET-KEY-1";

/// Writes `identity` to `path` in the form of `age-keygen`, mode 0600, safely on disk.
/// The file appears whole or not at all; an existing file is never replaced.
pub(crate) fn create(path: &Path, identity: &Identity) -> Result<(), KeyError> {
    let failed = |source| KeyError::Io { doing: "write", path: path.to_path_buf(), source };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    // A temporary file is made with mode 0600 and removed again if anything below fails.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let secret = identity.to_string();
    writeln!(file, "# public key: {}", identity.to_public()).map_err(failed)?;
    writeln!(file, "{}", secret.expose_secret()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path).map_err(|e| match e.error.kind() {
        std::io::ErrorKind::AlreadyExists => KeyError::AlreadyThere { path: path.to_path_buf() },
        _ => failed(e.error),
    })?;
    #[cfg(unix)]
    fs::File::open(folder).and_then(|dir| dir.sync_all()).map_err(failed)?;
    Ok(())
}

/// Reads the first age secret key in the file at `path`.
pub(crate) fn load(path: &Path) -> Result<Identity, KeyError> {
    let text = fs::read_to_string(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => KeyError::Missing { path: path.to_path_buf() },
        std::io::ErrorKind::InvalidData => KeyError::NotAKey { path: path.to_path_buf() },
        _ => KeyError::Io { doing: "read", path: path.to_path_buf(), source },
    })?;
    let text = SecretString::from(text);
    warn_if_others_can_read(path);
    text.expose_secret()
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with(SECRET_MARK))
        .and_then(|line| line.parse().ok())
        .ok_or_else(|| KeyError::NotAKey { path: path.to_path_buf() })
}

/// Only a warning: secrets mounted by container and service managers often have wider modes.
fn warn_if_others_can_read(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0) {
            tracing::warn!(path = %path.display(), "other users of this machine can read the key file {}", path.display());
        }
    }
}
