//! Memory does not grow with the length of a blob. Linux only: it reads `/proc/self/status`.
#![cfg(target_os = "linux")]

use futures_util::TryStreamExt as _;
use hikeshi_blobs::{BlobStore, TenantKey};
use uuid::Uuid;

/// The most memory that this process has held so far, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn two_hundred_megabytes_go_in_and_out_with_flat_memory() {
    let folder = tempfile::tempdir().unwrap();
    let store = BlobStore::open(folder.path()).unwrap();
    let key = TenantKey::generate();
    let before = peak_kib();
    let size = 200_u64 << 20;
    let id = Uuid::from_u128(1);
    let stored = store.put_stream(&key, id, super::pieces(3200, 64 * 1024), size).await.unwrap();
    let out = store.open_stream(&key, id).await.unwrap();
    let read = out.try_fold(0, |sum, piece| async move { Ok(sum + piece.len() as u64) });
    assert_eq!(read.await.unwrap(), size);
    assert_eq!(store.verify(&key, id).await.unwrap(), stored);
    let grown = peak_kib() - before;
    assert!(grown < 32 * 1024, "grew by {grown} KiB");
}
