//! Reading and writing the files of the log: whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::layout::{TILE_WIDTH, TilePath, tiles_of};
use crate::tiles::TileTree;
use crate::{Hash, TlogError};

/// The beginning of the names of files on their way, directly below the root.
const TMP: &str = ".tmp";

/// Waits until no other process publishes into `root` (made if needed), and removes what a crash
/// left behind. The lock ends when the returned file is dropped.
pub(crate) fn lock(root: &Path) -> Result<fs::File, TlogError> {
    fs::create_dir_all(root).map_err(TlogError::io(root))?;
    let path = root.join(".lock");
    let lock = fs::File::create(&path).map_err(TlogError::io(&path))?;
    lock.lock().map_err(TlogError::io(&path))?;
    for entry in fs::read_dir(root).map_err(TlogError::io(root))? {
        let entry = entry.map_err(TlogError::io(root))?;
        if entry.file_name().to_string_lossy().starts_with(TMP) {
            fs::remove_file(entry.path()).map_err(TlogError::io(&entry.path()))?;
        }
    }
    Ok(lock)
}

/// Writes `bytes` to `root/name`, replacing what is there, safely on disk on return.
pub(crate) fn write_file(root: &Path, name: &str, bytes: &[u8]) -> Result<(), TlogError> {
    let path = root.join(name);
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(root);
    make_folders(root, folder)?;
    let mut file =
        tempfile::Builder::new().prefix(TMP).tempfile_in(root).map_err(TlogError::io(root))?;
    file.write_all(bytes).map_err(TlogError::io(&path))?;
    // The log is meant to be read by others, for instance by a web server.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(mode).map_err(TlogError::io(&path))?;
    }
    file.as_file().sync_all().map_err(TlogError::io(&path))?;
    file.persist(&path).map_err(|e| TlogError::io(&path)(e.error))?;
    sync_folder(folder)
}

/// Reads a tile of hashes; `None` if it is missing or has the wrong length.
pub(crate) fn read_tile(root: &Path, tile: TilePath) -> Option<Vec<Hash>> {
    let bytes = fs::read(root.join(tile.to_string())).ok()?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && hashes.len() as u64 == tile.width).then(|| hashes.to_vec())
}

/// The right edge of a published tree of `size` leaves; `None` if tiles are missing or damaged.
pub(crate) fn read_edge(root: &Path, size: u64) -> Option<TileTree> {
    let mut levels = Vec::new();
    for (level, (index, width)) in (0_u8..).zip(tiles_of(size)) {
        let tile = TilePath { level: Some(level), index, width };
        levels.push(if width == 0 { Vec::new() } else { read_tile(root, tile)? });
    }
    TileTree::from_partials(size, levels)
}

/// Removes the partial forms of a tile or bundle that is full now.
pub(crate) fn remove_partials(root: &Path, full: TilePath) -> Result<(), TlogError> {
    let folder = root.join(format!("{}.p", TilePath { width: TILE_WIDTH, ..full }));
    match fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(TlogError::io(&folder)(e)),
        _ => Ok(()),
    }
}

/// Puts the names in a folder safely on disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), TlogError> {
    #[cfg(unix)]
    fs::File::open(folder).and_then(|dir| dir.sync_all()).map_err(TlogError::io(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes `folder` below `root`, with every new name on the way safely on disk.
fn make_folders(root: &Path, folder: &Path) -> Result<(), TlogError> {
    if folder.is_dir() || folder == root {
        return fs::create_dir_all(folder).map_err(TlogError::io(folder));
    }
    let parent = folder.parent().unwrap_or(root);
    make_folders(root, parent)?;
    match fs::create_dir(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
            return Err(TlogError::io(folder)(e));
        }
        _ => {}
    }
    sync_folder(parent)
}
