//! Writing a backup: whole under its name, or not there at all. Blocking.

use std::{
    fs::File,
    io::{self, BufWriter, Read},
    path::{Path, PathBuf},
};

use hikeshi_seal::{Lock, Sealed};
use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};

use super::{HEAD, Head, MANIFEST, Part};
use crate::SpareError;

/// A backup on its way.
pub(crate) struct Packing {
    tar: tar::Builder<Sealed<BufWriter<File>>>,
    parts: Vec<Part>,
    tmp: TempPath,
    target: PathBuf,
}

impl Packing {
    /// Begins the file `target`, which must not exist.
    pub(crate) fn start(target: &Path, lock: &Lock, head: &Head) -> Result<Self, SpareError> {
        if target.exists() {
            let text = format!("{} is there already; name a new file", target.display());
            return Err(SpareError::refused("exists", text));
        }
        let folder = folder_of(target);
        let tmp = NamedTempFile::new_in(folder).map_err(SpareError::io("write into", folder))?;
        let (file, tmp) = tmp.into_parts();
        let file = BufWriter::with_capacity(256 * 1024, file);
        let sink = lock.around(file).map_err(SpareError::io("seal", target))?;
        let tar = tar::Builder::new(sink);
        let mut packing = Self { tar, parts: Vec::new(), tmp, target: target.to_owned() };
        packing.bytes(HEAD, &serde_json::to_vec_pretty(head)?)?;
        Ok(packing)
    }

    /// Adds a small file.
    pub(crate) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), SpareError> {
        self.add(name, bytes.len() as u64, bytes)
    }

    /// Adds a file from the disk; one that went away meanwhile is left out and answers `false`.
    pub(crate) fn file(&mut self, name: &str, path: &Path) -> Result<bool, SpareError> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            other => other.map_err(SpareError::io("read", path))?,
        };
        let size = file.metadata().map_err(SpareError::io("read", path))?.len();
        self.add(name, size, file)?;
        Ok(true)
    }

    /// Adds all files of a folder and below, but those whose names begin with a dot.
    pub(crate) fn folder(&mut self, name: &str, path: &Path) -> Result<(), SpareError> {
        let found = match std::fs::read_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other.map_err(SpareError::io("read", path))?,
        };
        for entry in found {
            let entry = entry.map_err(SpareError::io("read", path))?;
            let inner = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(SpareError::io("read", path))?;
            let full = format!("{name}/{inner}");
            if inner.starts_with('.') || full == "blobs/tmp" {
                continue;
            }
            if kind.is_dir() {
                self.folder(&full, &entry.path())?;
            } else {
                self.file(&full, &entry.path())?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &str, size: u64, from: impl Read) -> Result<(), SpareError> {
        let mut head = tar::Header::new_gnu();
        head.set_size(size);
        head.set_mode(0o600);
        head.set_mtime(0);
        head.set_cksum();
        let mut from = Hashed { from: from.take(size), hash: Sha256::new(), read: 0 };
        let added = self.tar.append_data(&mut head, name, &mut from);
        added.map_err(SpareError::io("write", &self.target))?;
        if from.read != size {
            let text = format!("{name} became shorter while it was copied; try again");
            return Err(SpareError::refused("moving", text));
        }
        let sha256 = hex::encode(from.hash.finalize());
        self.parts.push(Part { name: name.to_owned(), size, sha256 });
        Ok(())
    }

    /// Writes the manifest, puts everything on disk and gives the file its name; returns its length.
    pub(crate) fn finish(mut self) -> Result<u64, SpareError> {
        let manifest = serde_json::to_vec_pretty(&self.parts)?;
        self.bytes(MANIFEST, &manifest)?;
        let failed = || SpareError::io("write", &self.target);
        let file = self.tar.into_inner().map_err(failed())?.finish().map_err(failed())?;
        let file = file.into_inner().map_err(|error| failed()(error.into_error()))?;
        file.sync_all().map_err(failed())?;
        let length = file.metadata().map_err(failed())?.len();
        self.tmp.persist_noclobber(&self.target).map_err(|error| failed()(error.error))?;
        #[cfg(unix)]
        File::open(folder_of(&self.target)).and_then(|dir| dir.sync_all()).map_err(failed())?;
        Ok(length)
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Hashes and counts what is read through it.
struct Hashed<R> {
    from: R,
    hash: Sha256,
    read: u64,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.hash.update(&into[..read]);
        self.read += read as u64;
        Ok(read)
    }
}
