//! One server for one data folder: a second one would sweep away what is uploaded to the first.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

use anyhow::{Context as _, bail};

/// The data folder is ours while this lives; the system takes it back however the process ends.
#[derive(Debug)]
pub struct FolderLock(#[expect(dead_code, reason = "held open, never read")] File);

/// Takes the folder for a server. Commands beside it (`incident import`, `admin-link`) need no lock.
///
/// # Errors
/// Another server has it; the file `lock` cannot be made.
pub fn take(folder: &Path) -> anyhow::Result<FolderLock> {
    let path = folder.join("lock");
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(FolderLock(file)),
        Err(TryLockError::WouldBlock) => bail!(
            "the data folder {} is served by another hikeshi already. Stop that one first, or name \
             another folder with --data",
            folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(anyhow::Error::new(error).context(format!("cannot lock {}", path.display())))
        }
    }
}
