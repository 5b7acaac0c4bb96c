//! From a writer on a blocking thread into the encrypted store, piece by piece.

use std::io::{self, Write};

use bytes::Bytes;
use futures_util::stream;
use hikeshi_blobs::{BlobError, BlobStore, Stored, TenantKey};
use hikeshi_web::Problem;
use tokio::sync::mpsc;
use uuid::Uuid;

/// Pieces on their way.
const ON_THE_WAY: usize = 8;

/// The writing end.
pub(crate) struct Pipe {
    send: mpsc::Sender<Option<Bytes>>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "the store takes no more");
        self.send.blocking_send(Some(Bytes::copy_from_slice(bytes))).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs `work` on a blocking thread and stores what it writes under `id`. Only what ends with
/// `is_whole` becomes a blob; a thread that fails or dies in the middle leaves none.
pub(crate) async fn piped<T: Send + 'static>(
    (store, key, id): (&BlobStore, &TenantKey, Uuid),
    limit: u64,
    work: impl FnOnce(&mut Pipe) -> T + Send + 'static,
    is_whole: impl FnOnce(&T) -> bool + Send + 'static,
) -> Result<(T, Result<Stored, BlobError>), Problem> {
    let (send, receive) = mpsc::channel(ON_THE_WAY);
    let writing = tokio::task::spawn_blocking(move || {
        let mut pipe = Pipe { send };
        let done = work(&mut pipe);
        if is_whole(&done) {
            pipe.send.blocking_send(None).ok();
        }
        done
    });
    // Only a pipe that was closed with its end makes a whole file.
    let pieces = stream::unfold((receive, false), |(mut receive, over)| async move {
        if over {
            return None;
        }
        match receive.recv().await {
            Some(Some(bytes)) => Some((Ok(bytes), (receive, false))),
            Some(None) => None,
            None => {
                let cut = io::Error::new(io::ErrorKind::UnexpectedEof, "it was cut off");
                Some((Err(cut), (receive, true)))
            }
        }
    });
    let stored = store.put_stream(key, id, pieces, limit).await;
    Ok((writing.await?, stored))
}
