//! Storing a file that the program holds in memory.

use bytes::Bytes;
use futures_util::stream;
use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_kernel::new_uuid;
use hikeshi_web::Platform;

use super::{StoredFile, clean_file_name};

/// Stores `content` encrypted with the company's key, as an upload would. Nobody sees it before
/// [`super::add_exhibits`] names it.
///
/// # Errors
/// The disk is full or cannot be written.
pub async fn keep_bytes(
    platform: &Platform,
    key: &TenantKey,
    name: &str,
    content: Vec<u8>,
) -> Result<StoredFile, BlobError> {
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let limit = u64::MAX;
    let whole = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]);
    let stored = platform.blobs.put_stream(key, blob, whole, limit).await?;
    Ok(StoredFile { name: clean_file_name(name), blob, stored })
}
