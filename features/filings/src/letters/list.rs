//! Files of a run in the encrypted store.

use bytes::Bytes;
use futures_util::{TryStreamExt as _, stream};
use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{Refusal, Table, read_table};

/// The largest list, in bytes.
pub const MAX_LIST_BYTES: usize = 64 * 1024 * 1024;

/// Reads an uploaded list again.
///
/// # Errors
/// The file is not there any more, or cannot be read.
pub async fn open_list(
    platform: &Platform,
    key: &TenantKey,
    blob: Uuid,
) -> Result<Result<Table, Refusal>, Problem> {
    let bytes = whole(platform, key, blob).await?;
    Ok(tokio::task::spawn_blocking(move || read_table(&bytes)).await?)
}

/// The whole of a file.
pub(super) async fn whole(
    platform: &Platform,
    key: &TenantKey,
    blob: Uuid,
) -> Result<Vec<u8>, BlobError> {
    let pieces = platform.blobs.open_stream(key, blob).await?;
    let whole = pieces.try_fold(Vec::new(), |mut whole, piece| async move {
        whole.extend_from_slice(&piece);
        Ok(whole)
    });
    whole.await
}

/// Stores a file that no row names yet; returns its id.
pub(super) async fn keep(
    platform: &Platform,
    key: &TenantKey,
    content: Vec<u8>,
) -> Result<Uuid, BlobError> {
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let whole = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]);
    platform.blobs.put_stream(key, blob, whole, u64::MAX).await?;
    Ok(blob)
}
