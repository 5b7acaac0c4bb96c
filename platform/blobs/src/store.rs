//! The folder of blobs: `ab/cd/<id>.age`, with uploads on their way in `tmp/`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use jiff::Timestamp;
use uuid::Uuid;

use crate::reader::{BlobReader, BlobStream, Reader};
use crate::writer::{Writer, sync_folder};
use crate::{BlobError, Stored, TenantKey};

/// Plain text is collected to this many bytes before a blocking thread is used for it.
const STEP: usize = 256 * 1024;

/// A folder of encrypted blobs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct BlobStore {
    root: PathBuf,
}

impl BlobStore {
    /// Uses the folder `root`, making it and its `tmp` folder if needed.
    ///
    /// # Errors
    /// [`BlobError::Io`] if the folder cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, BlobError> {
        let root = root.into();
        make_folder(&root.join("tmp")).map_err(BlobError::io("make the blob folder"))?;
        Ok(Self { root })
    }

    /// Stores everything that `upload` yields under `id`, encrypted for `key`, and returns size
    /// and hashes of the plain text. When this returns `Ok`, the blob is on disk and survives a
    /// power cut; after an error, or when this future is dropped while bytes come in, nothing is
    /// kept. (Dropped in the very last step, the blob may be kept without anybody knowing:
    /// [`BlobStore::ids`] finds such blobs.) Memory use does not grow with the length.
    ///
    /// # Errors
    /// [`BlobError::TooLong`] beyond `limit_bytes`, [`BlobError::Upload`] if `upload` fails,
    /// [`BlobError::AlreadyStored`], [`BlobError::DiskFull`], [`BlobError::Io`].
    pub async fn put_stream<S, E>(
        &self,
        key: &TenantKey,
        id: Uuid,
        upload: S,
        limit_bytes: u64,
    ) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let mut upload = std::pin::pin!(upload);
        let (tmp, target, key) = (self.root.join("tmp"), self.path(id), key.clone());
        let mut writer = blocking(move || {
            if target.exists() {
                return Err(BlobError::AlreadyStored { id });
            }
            Writer::start(&tmp, &key)
        })
        .await?;
        let (mut size, mut waiting, mut waiting_bytes) = (0_u64, Vec::new(), 0);
        while let Some(piece) = upload.next().await {
            let piece = piece.map_err(|e| BlobError::Upload(e.into()))?;
            size = size.saturating_add(piece.len() as u64);
            if size > limit_bytes {
                return Err(BlobError::TooLong { limit_bytes });
            }
            waiting_bytes += piece.len();
            waiting.push(piece);
            if waiting_bytes >= STEP {
                let pieces = std::mem::take(&mut waiting);
                waiting_bytes = 0;
                writer = blocking(move || writer.write(&pieces).map(|()| writer)).await?;
            }
        }
        let (root, target) = (self.root.clone(), self.path(id));
        blocking(move || {
            writer.write(&waiting)?;
            let folders = folders_of(&root, &target);
            make_folder(folders[0]).map_err(BlobError::io("make a folder"))?;
            writer.commit(id, &target, &folders)
        })
        .await
    }

    /// Opens a blob for reading. The head is checked before this returns, so that a missing
    /// blob or a wrong key is known before the first byte is sent on.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], [`BlobError::WrongKey`], [`BlobError::Damaged`],
    /// [`BlobError::Io`]; the stream itself ends with `Damaged` or `Io` if a later part is bad.
    pub async fn open_stream(&self, key: &TenantKey, id: Uuid) -> Result<BlobStream, BlobError> {
        let (path, key) = (self.path(id), key.clone());
        Ok(blocking(move || Reader::open(&path, &key, id)).await?.into_stream())
    }

    /// Opens a blob as a file. Blocks: for a thread of its own.
    ///
    /// # Errors
    /// As [`BlobStore::open_stream`].
    pub fn open_file(&self, key: &TenantKey, id: Uuid) -> Result<BlobReader, BlobError> {
        Ok(Reader::open(&self.path(id), key, id)?.into_file())
    }

    /// Reads the whole blob again and returns size and hashes of its plain text, to be compared
    /// with those that [`BlobStore::put_stream`] returned.
    ///
    /// # Errors
    /// As [`BlobStore::open_stream`] and its stream.
    pub async fn verify(&self, key: &TenantKey, id: Uuid) -> Result<Stored, BlobError> {
        let (path, key) = (self.path(id), key.clone());
        blocking(move || Reader::open(&path, &key, id)?.hash()).await
    }

    /// Deletes a blob; returns whether there was one. Deleting twice is harmless.
    ///
    /// # Errors
    /// [`BlobError::Io`] if the file system refuses.
    pub async fn delete(&self, id: Uuid) -> Result<bool, BlobError> {
        let path = self.path(id);
        blocking(move || match fs::remove_file(&path) {
            Ok(()) => path.parent().map_or(Ok(()), sync_folder).map(|()| true),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
            Err(e) => Err(BlobError::io("delete a blob")(e)),
        })
        .await
    }

    /// Removes what crashed uploads left behind: temporary files not written to since `before`.
    /// Returns how many were removed.
    ///
    /// # Errors
    /// [`BlobError::Io`] if the folder cannot be read or a file cannot be removed.
    pub async fn sweep_tmp(&self, before: Timestamp) -> Result<u64, BlobError> {
        let tmp = self.root.join("tmp");
        blocking(move || sweep(&tmp, before.into()).map_err(BlobError::io("sweep the tmp folder")))
            .await
    }

    /// The ids of the blobs that were stored before an instant, in no order: to find blobs that no
    /// record names any more (an upload that was stored just before its record failed).
    ///
    /// # Errors
    /// [`BlobError::Io`] if a folder cannot be read.
    pub async fn ids(&self, before: Timestamp) -> Result<Vec<Uuid>, BlobError> {
        let root = self.root.clone();
        blocking(move || {
            let mut ids = Vec::new();
            collect_ids(&root, (0, before.into()), &mut ids)
                .map_err(BlobError::io("list the blobs"))?;
            Ok(ids)
        })
        .await
    }

    /// Spread by the last bytes of the id: they are random in UUIDv7, the first ones are time.
    fn path(&self, id: Uuid) -> PathBuf {
        let [.., a, b] = *id.as_bytes();
        self.root.join(hex::encode([a])).join(hex::encode([b])).join(format!("{id}.age"))
    }
}

/// Makes a folder and those above it for their owner only: names and times tell something, too.
fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The folders that hold the name `target`, innermost first, up to `root`.
fn folders_of<'a>(root: &'a Path, target: &'a Path) -> [&'a Path; 3] {
    let inner = target.parent().unwrap_or(root);
    [inner, inner.parent().unwrap_or(root), root]
}

fn sweep(tmp: &Path, before: SystemTime) -> std::io::Result<u64> {
    let mut removed = 0;
    for entry in fs::read_dir(tmp)? {
        let entry = entry?;
        let gone = |e: &std::io::Error| e.kind() == ErrorKind::NotFound;
        match entry.metadata().and_then(|m| m.modified()) {
            Ok(written) if written < before => match fs::remove_file(entry.path()) {
                Ok(()) => removed += 1,
                Err(e) if gone(&e) => {}
                Err(e) => return Err(e),
            },
            Err(e) if !gone(&e) => return Err(e),
            _ => {}
        }
    }
    Ok(removed)
}

fn collect_ids(
    folder: &Path,
    (depth, before): (u8, SystemTime),
    ids: &mut Vec<Uuid>,
) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if depth < 2 {
            if name.len() == 2 && entry.file_type()?.is_dir() {
                collect_ids(&entry.path(), (depth + 1, before), ids)?;
            }
        } else if let Some(id) = name.strip_suffix(".age").and_then(|n| n.parse().ok()) {
            match entry.metadata().and_then(|about| about.modified()) {
                Ok(stored) if stored < before => ids.push(id),
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}

async fn blocking<T, F>(work: F) -> Result<T, BlobError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, BlobError> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(BlobError::Stopped))
}
