//! The data folder is for its owner only: its modes are set by the program, whatever the umask.

use std::{fs, io, path::Path};

/// Files beside those of the folders below; SQLite gives its `-wal` and `-shm` the mode of the
/// database.
const FILES: [&str; 6] =
    ["hikeshi.db", "hikeshi.db-wal", "hikeshi.db-shm", "hikeshi.toml", "lock", "demo"];
/// Folders whose files are few. The others hold files that are made with their mode, or encrypted.
const FOLDERS: [&str; 2] = ["keys", "backups"];

/// Makes a folder (and those above it) that only its owner can open; one that is there is left as
/// it is.
///
/// # Errors
/// The system's.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a new file that only its owner can read; one that is there is not replaced.
///
/// # Errors
/// The system's, also when the file exists.
pub fn write_new(path: &Path, content: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::Write::write_all(&mut options.open(path)?, content.as_bytes())
}

/// Takes the rights of everybody else away from a data folder and from the files that tell
/// something. Says so once in the log; what cannot be changed (another owner, a file system
/// without modes) is said too and stops nothing.
pub fn tighten(folder: &Path) {
    let mut paths = vec![folder.to_owned()];
    paths.extend(FILES.iter().map(|name| folder.join(name)));
    for name in FOLDERS {
        let inner = folder.join(name);
        let found = fs::read_dir(&inner).into_iter().flatten().flatten();
        paths.extend(found.map(|entry| entry.path()));
        paths.push(inner);
    }
    paths.extend(["blobs", "log", "mail"].map(|name| folder.join(name)));
    let (mut closed, mut open) = (0_usize, 0_usize);
    for path in paths {
        match close(&path) {
            Ok(true) => closed += 1,
            Err(error) if error.kind() != io::ErrorKind::NotFound => open += 1,
            Ok(false) | Err(_) => {}
        }
    }
    let shown = folder.display();
    if closed > 0 {
        tracing::warn!(closed, "other users of this machine could read {shown}; no longer");
    }
    if open > 0 {
        tracing::warn!(open, "other users of this machine may read {shown}: set its modes by hand");
    }
}

/// Whether there was something to take away. A link is passed over: what it leads to is not ours.
#[cfg(unix)]
fn close(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let about = fs::symlink_metadata(path)?;
    let mode = about.permissions().mode();
    if about.is_symlink() || mode & 0o077 == 0 {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    Ok(true)
}

#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_folder_that_others_could_read_is_closed_to_them_and_links_are_left_alone() {
        let outside = tempfile::tempdir().unwrap();
        let data = outside.path().join("data");
        fs::create_dir_all(data.join("backups")).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
        let (copy, shared) = (data.join("backups/old.db"), outside.path().join("shared.toml"));
        for file in [&copy, &shared, &data.join("hikeshi.db")] {
            fs::write(file, "x").unwrap();
            fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
        }
        std::os::unix::fs::symlink(&shared, data.join("hikeshi.toml")).unwrap();
        tighten(&data);
        assert_eq!(
            (mode(&data), mode(&copy), mode(&data.join("hikeshi.db"))),
            (0o700, 0o600, 0o600)
        );
        assert_eq!(mode(&shared), 0o644);
    }
}
