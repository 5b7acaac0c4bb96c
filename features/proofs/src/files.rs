//! Files below the folder of the log: whole or not at all, and readable by others, because they
//! hold nothing but hashes and signatures.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use hikeshi_web::Platform;

/// Writes `bytes` to `log/<name>` in the data folder, safely on disk on return.
///
/// # Errors
/// The system's error.
pub(crate) async fn keep_file(
    platform: &Platform,
    name: String,
    bytes: Vec<u8>,
) -> std::io::Result<()> {
    let root = platform.data_folder.join("log");
    let written = tokio::task::spawn_blocking(move || write(&root, &name, &bytes));
    written.await.map_err(std::io::Error::other)?
}

/// Reads `log/<name>`; `None` if it is not there.
///
/// # Errors
/// The system's error.
pub(crate) async fn read_file(platform: &Platform, name: &str) -> std::io::Result<Option<Vec<u8>>> {
    match tokio::fs::read(platform.data_folder.join("log").join(name)).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        // A name that goes on below a file.
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(root: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path: PathBuf = root.join(name);
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|failed| failed.error)?;
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}
