//! One blob on its way out. Blocking inside, a stream outside.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use age::DecryptError;
use age::stream::StreamReader;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use uuid::Uuid;

use crate::hashes::{Hashing, Stored};
use crate::{BlobError, TenantKey};

/// Plain bytes of a blob, in pieces of up to 256 KiB. The stream ends without an error only
/// after the last piece was proved to be the last one.
pub type BlobStream = BoxStream<'static, Result<Bytes, BlobError>>;

const PIECE: usize = 256 * 1024;

/// A blob as a file that can be read from any place, for those who read on a blocking thread. A
/// changed or cut file shows as `InvalidData` or `UnexpectedEof`, at the latest at its end.
pub struct BlobReader(StreamReader<BufReader<File>>);

impl Read for BlobReader {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

/// An opened blob whose head fits the key.
pub(crate) struct Reader {
    id: Uuid,
    plain: StreamReader<BufReader<File>>,
}

impl Reader {
    /// Opens the file at `path` and reads its head.
    pub(crate) fn open(path: &Path, key: &TenantKey, id: Uuid) -> Result<Self, BlobError> {
        let file = File::open(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => BlobError::NotFound { id },
            _ => BlobError::io("open a blob")(source),
        })?;
        let plain = age::Decryptor::new_buffered(BufReader::with_capacity(PIECE, file))
            .and_then(|head| head.decrypt(std::iter::once(key.identity() as _)))
            .map_err(|e| match e {
                DecryptError::NoMatchingKeys => BlobError::WrongKey { id },
                DecryptError::Io(source) => read_error(id, source),
                _ => BlobError::Damaged { id },
            })?;
        Ok(Self { id, plain })
    }

    /// The next piece of plain text; empty at the proved end.
    pub(crate) fn piece(&mut self) -> Result<Vec<u8>, BlobError> {
        let mut piece = Vec::with_capacity(PIECE);
        self.plain
            .by_ref()
            .take(PIECE as u64)
            .read_to_end(&mut piece)
            .map_err(|source| read_error(self.id, source))?;
        Ok(piece)
    }

    /// Reads to the end and hashes.
    pub(crate) fn hash(mut self) -> Result<Stored, BlobError> {
        let mut hashing = Hashing::default();
        loop {
            let piece = self.piece()?;
            if piece.is_empty() {
                return Ok(hashing.finish());
            }
            hashing.update(&piece);
        }
    }

    /// The plain text as a file.
    pub(crate) fn into_file(self) -> BlobReader {
        BlobReader(self.plain)
    }

    /// The rest as a stream. A blocking thread is used per piece, not per reader, so that slow
    /// receivers hold no thread.
    pub(crate) fn into_stream(self) -> BlobStream {
        Box::pin(stream::try_unfold(self, |mut reader| async move {
            let (reader, piece) = tokio::task::spawn_blocking(move || {
                let piece = reader.piece();
                (reader, piece)
            })
            .await
            .map_err(|_| BlobError::Stopped)?;
            let piece = piece?;
            Ok((!piece.is_empty()).then(|| (Bytes::from(piece), reader)))
        }))
    }
}

/// The format's own complaints come as `InvalidData` and `UnexpectedEof`.
fn read_error(id: Uuid, source: std::io::Error) -> BlobError {
    match source.kind() {
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => BlobError::Damaged { id },
        _ => BlobError::io("read a blob")(source),
    }
}
