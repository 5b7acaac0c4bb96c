//! One upload on its way to the disk. Blocking: runs on the blocking threads.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use age::stream::StreamWriter;
use bytes::Bytes;
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

use crate::hashes::{Hashing, Stored};
use crate::{BlobError, TenantKey};

/// Encrypts and hashes into a temporary file. Dropping it before [`Writer::commit`] removes the
/// file; a crash leaves it for the sweep.
pub(crate) struct Writer {
    out: StreamWriter<BufWriter<File>>,
    tmp: TempPath,
    hashing: Hashing,
}

impl Writer {
    /// Starts a temporary file in `tmp_dir`, which is on the same file system as the target.
    pub(crate) fn start(tmp_dir: &Path, key: &TenantKey) -> Result<Self, BlobError> {
        let doing = "start a temporary file";
        let (file, tmp) =
            NamedTempFile::new_in(tmp_dir).map_err(BlobError::io(doing))?.into_parts();
        let recipient = key.recipient();
        let out = age::Encryptor::with_recipients(std::iter::once(&recipient as _))
            .map_err(BlobError::Encrypt)?
            .wrap_output(BufWriter::with_capacity(256 * 1024, file))
            .map_err(BlobError::io(doing))?;
        Ok(Self { out, tmp, hashing: Hashing::default() })
    }

    /// Takes the next pieces of plain text.
    pub(crate) fn write(&mut self, pieces: &[Bytes]) -> Result<(), BlobError> {
        for piece in pieces {
            self.hashing.update(piece);
            self.out.write_all(piece).map_err(BlobError::io("write a blob"))?;
        }
        Ok(())
    }

    /// Makes the blob visible under `target`: file on disk, name changed, folders on disk.
    /// `folders` are those that hold the name, innermost first; they exist.
    pub(crate) fn commit(
        self,
        id: Uuid,
        target: &Path,
        folders: &[&Path],
    ) -> Result<Stored, BlobError> {
        let doing = "finish a blob";
        let buffered = self.out.finish().map_err(BlobError::io(doing))?;
        let file = buffered.into_inner().map_err(|e| BlobError::io(doing)(e.into_error()))?;
        file.sync_all().map_err(BlobError::io(doing))?;
        self.tmp.persist_noclobber(target).map_err(|e| match e.error.kind() {
            std::io::ErrorKind::AlreadyExists => BlobError::AlreadyStored { id },
            _ => BlobError::io(doing)(e.error),
        })?;
        let synced = folders.iter().try_for_each(|folder| sync_folder(folder));
        if let Err(error) = synced {
            // Not surely on disk, so not promised: take it back.
            if let Err(left) = std::fs::remove_file(target) {
                tracing::warn!(blob = %id, %left, "blob {id} was not acknowledged but stays on disk");
            }
            return Err(error);
        }
        Ok(self.hashing.finish())
    }
}

/// Puts the names in a folder safely on disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), BlobError> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|dir| dir.sync_all())
        .map_err(BlobError::io("put a folder on disk"))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
