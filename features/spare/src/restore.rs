//! A backup becomes a data folder again.

use std::path::Path;

use crate::{
    SpareError,
    archive::{Head, Opened, extract},
    error::blocking,
};

/// Lays a backup into `target`, a folder that is not there yet or is empty. What is cut off or
/// damaged leaves nothing there.
///
/// # Errors
/// The folder is not empty; the backup is sealed for somebody else or damaged (every damaged file
/// is named); the disk refuses.
pub async fn restore(file: &Path, opened: &Opened, target: &Path) -> Result<Head, SpareError> {
    let (file, opened, target) = (file.to_owned(), opened.clone(), target.to_owned());
    blocking(move || {
        if target.exists() && !is_empty(&target)? {
            let text = format!("{} is not empty; name a new folder", target.display());
            return Err(SpareError::refused("exists", text));
        }
        let above = match target.parent() {
            Some(above) if !above.as_os_str().is_empty() => above,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(above).map_err(SpareError::io("make the folder", above))?;
        let staged = tempfile::Builder::new().prefix(".hikeshi-restore-").tempdir_in(above);
        let staged = staged.map_err(SpareError::io("write into", above))?;
        let head = extract(&file, &opened, staged.path())?;
        for folder in ["keys", "blobs", "log", "backups", "mail"] {
            let path = staged.path().join(folder);
            let mut builder = std::fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&path).map_err(SpareError::io("make the folder", &path))?;
        }
        if target.exists() {
            std::fs::remove_dir(&target).map_err(SpareError::io("replace", &target))?;
        }
        std::fs::rename(staged.path(), &target).map_err(SpareError::io("make", &target))?;
        // Its content moved away; there is nothing left to remove.
        let _ = staged.keep();
        Ok(head)
    })
    .await
}

fn is_empty(folder: &Path) -> Result<bool, SpareError> {
    let mut inside = std::fs::read_dir(folder).map_err(SpareError::io("look into", folder))?;
    Ok(inside.next().is_none())
}
