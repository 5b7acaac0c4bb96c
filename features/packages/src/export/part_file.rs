//! A file that is there whole under its name, or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// What is written until it is whole: `NAME.part` beside the name. Its name is always the same, so
/// that what a killed process leaves behind is seen, and is written over by the next one.
pub(super) struct PartFile {
    pub file: File,
    part: PathBuf,
    path: PathBuf,
    done: bool,
}

impl PartFile {
    /// Begins to write.
    ///
    /// # Errors
    /// The file is there already; another process writes it; the disk.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        if path.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut options = OpenOptions::new();
        options.create(true).write(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&part)?;
        file.try_lock().map_err(io::Error::from)?;
        file.set_len(0)?;
        Ok(Self { file, part, path: path.to_owned(), done: false })
    }

    /// Gives the whole file its name.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        // A link and not a rename: a file that came meanwhile is not written over.
        fs::hard_link(&self.part, &self.path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Err(error),
            // File systems of memory sticks know no links.
            _ if self.path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
            _ => fs::copy(&self.part, &self.path).map(drop),
        })?;
        self.done = true;
        fs::remove_file(&self.part)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.part);
        }
    }
}
