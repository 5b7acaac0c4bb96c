//! The blob store from outside: what is promised to those who upload and download.

#![expect(clippy::unwrap_used, reason = "in a test a broken arrangement may stop the run")]

mod flat_memory;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use hikeshi_blobs::{BlobError, BlobStore, TenantKey};
use uuid::Uuid;

const KIB: usize = 1024;

/// `count` pieces of `size` bytes, each filled with its own number.
pub(crate) fn pieces(
    count: usize,
    size: usize,
) -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter(0..count)
        .map(move |n| Ok(Bytes::from(vec![u8::try_from(n % 251).unwrap_or(0); size])))
}

fn store() -> (tempfile::TempDir, BlobStore, TenantKey) {
    let folder = tempfile::tempdir().unwrap();
    let store = BlobStore::open(folder.path().join("blobs")).unwrap();
    (folder, store, TenantKey::generate())
}

async fn read(store: &BlobStore, key: &TenantKey, id: Uuid) -> Result<Vec<u8>, BlobError> {
    let pieces: Vec<Bytes> = store.open_stream(key, id).await?.try_collect().await?;
    Ok(pieces.concat())
}

/// All files below the store, temporary ones included.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn what_was_stored_comes_back_with_the_known_hashes() {
    let (_folder, store, key) = store();
    let id = Uuid::from_u128(1);
    let text = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"abc"))]);
    let stored = store.put_stream(&key, id, text, 3).await.unwrap();
    assert_eq!(stored.size, 3);
    assert_eq!(stored.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(stored.blake3, "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
    assert_eq!(read(&store, &key, id).await.unwrap(), b"abc");
    assert_eq!(store.verify(&key, id).await.unwrap(), stored);
    assert_eq!(store.ids(jiff::Timestamp::MAX).await.unwrap(), [id]);
    assert!(store.delete(id).await.unwrap());
    assert!(!store.delete(id).await.unwrap());
    assert!(matches!(read(&store, &key, id).await, Err(BlobError::NotFound { .. })));
}

#[tokio::test]
async fn every_length_around_the_block_borders_comes_back_whole() {
    let (_folder, store, key) = store();
    for (n, length) in [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 256 * KIB, 512 * KIB + 7]
        .into_iter()
        .enumerate()
    {
        let id = Uuid::from_u128(n as u128);
        let stored = store.put_stream(&key, id, pieces(1, length), u64::MAX).await.unwrap();
        assert_eq!(stored.size, length as u64);
        assert_eq!(read(&store, &key, id).await.unwrap(), vec![0; length]);
    }
}

#[tokio::test]
async fn another_tenants_key_reads_nothing_and_an_id_is_never_written_twice() {
    let (folder, store, key) = store();
    let id = Uuid::from_u128(7);
    store.put_stream(&key, id, pieces(3, 1000), 10_000).await.unwrap();
    let other = TenantKey::generate();
    assert!(matches!(read(&store, &other, id).await, Err(BlobError::WrongKey { .. })));
    assert!(matches!(store.verify(&other, id).await, Err(BlobError::WrongKey { .. })));
    let again = store.put_stream(&other, id, pieces(1, 10), 10_000).await;
    assert!(matches!(again, Err(BlobError::AlreadyStored { .. })));
    assert_eq!(store.verify(&key, id).await.unwrap().size, 3000);
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn of_two_uploads_to_one_id_exactly_one_wins() {
    let (folder, store, key) = store();
    let id = Uuid::from_u128(7);
    let (a, b) = tokio::join!(
        store.put_stream(&key, id, pieces(9, 100 * KIB), u64::MAX),
        store.put_stream(&key, id, pieces(5, 100 * KIB), u64::MAX),
    );
    let winner = match (a, b) {
        (Ok(winner), Err(BlobError::AlreadyStored { .. }))
        | (Err(BlobError::AlreadyStored { .. }), Ok(winner)) => winner,
        other => panic!("{other:?}"),
    };
    assert_eq!(store.verify(&key, id).await.unwrap(), winner);
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn a_changed_or_shortened_or_lengthened_file_is_an_error_never_short_data() {
    let (folder, store, key) = store();
    let id = Uuid::from_u128(9);
    store.put_stream(&key, id, pieces(4, 64 * KIB), u64::MAX).await.unwrap();
    let path = files(folder.path()).remove(0);
    let whole = std::fs::read(&path).unwrap();
    // The body begins after the head (about 200 bytes); each block is 64 KiB and a 16-byte tag.
    let body = whole.len() - 4 * (64 * KIB + 16);
    let mut cuts = vec![0, 1, body / 2, body - 16, body];
    cuts.extend((1..4).map(|n| body + n * (64 * KIB + 16)));
    cuts.extend([body + 100, whole.len() - 1]);
    for cut in cuts {
        std::fs::write(&path, &whole[..cut]).unwrap();
        assert!(read(&store, &key, id).await.is_err(), "cut at {cut}");
        assert!(store.verify(&key, id).await.is_err(), "cut at {cut}");
    }
    for at in (0..whole.len()).step_by(4999).chain(0..body).chain([whole.len() - 1]) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        assert!(read(&store, &key, id).await.is_err(), "changed at {at}");
    }
    let longer = [whole.as_slice(), b"x"].concat();
    std::fs::write(&path, longer).unwrap();
    assert!(matches!(read(&store, &key, id).await, Err(BlobError::Damaged { .. })));
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(store.verify(&key, id).await.unwrap().size, 4 * 64 * KIB as u64);
}

#[tokio::test]
async fn an_upload_over_the_limit_or_broken_off_or_dropped_leaves_nothing() {
    let (folder, store, key) = store();
    let id = Uuid::from_u128(3);
    let long = store.put_stream(&key, id, pieces(5, 300 * KIB), 1_500 * KIB as u64 - 1).await;
    assert!(matches!(long, Err(BlobError::TooLong { limit_bytes: 1_535_999 })));
    let broken = pieces(5, 300 * KIB).chain(stream::iter([Err(std::io::Error::other("gone"))]));
    let broken = store.put_stream(&key, id, broken, u64::MAX).await;
    assert!(matches!(broken, Err(BlobError::Upload(_))));

    // The sender sends five pieces and then falls silent; the server gives up waiting.
    let silent = pieces(5, 300 * KIB).chain(stream::pending());
    let waited = tokio::time::timeout(
        std::time::Duration::from_millis(300),
        store.put_stream(&key, id, silent, u64::MAX),
    );
    assert!(waited.await.is_err());
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
    assert!(matches!(read(&store, &key, id).await, Err(BlobError::NotFound { .. })));
    // The id is free for the next try.
    store.put_stream(&key, id, pieces(1, 10), 10).await.unwrap();
}

#[tokio::test]
async fn the_sweep_removes_what_a_crash_left_but_not_a_running_upload() {
    let (folder, store, key) = store();
    store.put_stream(&key, Uuid::from_u128(3), pieces(1, 10), 10).await.unwrap();
    let left = folder.path().join("blobs/tmp/.tmpCrash");
    std::fs::write(&left, b"half").unwrap();
    let written: jiff::Timestamp =
        std::fs::metadata(&left).unwrap().modified().unwrap().try_into().unwrap();
    assert_eq!(store.sweep_tmp(written).await.unwrap(), 0);
    let later = written + jiff::SignedDuration::from_secs(1);
    assert_eq!(store.sweep_tmp(later).await.unwrap(), 1);
    assert_eq!(store.ids(jiff::Timestamp::MAX).await.unwrap().len(), 1);
    assert_eq!(files(folder.path()).len(), 1);
}
