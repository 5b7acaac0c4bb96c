//! The published folder, read as an outsider reads it.

use std::path::Path;

use hikeshi_kernel::FixedRng;
use hikeshi_tlog::{
    Checkpoint, Frontier, NoteKey, NoteVerifier, Publisher, TilePath, TlogError, leaf_hash,
    read_bundle, tiles_of,
};
use sea_orm::TransactionTrait as _;

use crate::{append_many, databases, tamper};

fn publisher(folder: &Path) -> (Publisher, NoteVerifier) {
    let key = NoteKey::generate("example.com/log", &FixedRng::new(5)).unwrap();
    (Publisher::new(folder.join("log"), key.clone()), key.verifier())
}

/// Checks a folder with nothing but the public key: signature, every bundle, every tile, root.
fn check_as_outsider(folder: &Path, verifier: &NoteVerifier) -> u64 {
    let folder = folder.join("log");
    let note = std::fs::read_to_string(folder.join("checkpoint")).unwrap();
    let checkpoint = Checkpoint::open(&note, verifier).unwrap();
    let read = |level, index, width| {
        let path = TilePath { level, index, width }.to_string();
        std::fs::read(folder.join(path)).unwrap()
    };
    let levels = tiles_of(checkpoint.size);
    let tiles = |(full, rest): (u64, u64)| {
        (0..full).map(|index| (index, 256)).chain((rest > 0).then_some((full, rest)))
    };
    let mut hashes = Vec::new();
    for (index, width) in tiles(levels.first().copied().unwrap_or((0, 0))) {
        let bundle = read(None, index, width);
        let entries = read_bundle(&bundle).unwrap();
        assert_eq!(entries.len() as u64, width);
        hashes.extend(entries.into_iter().map(leaf_hash));
    }
    let mut frontier = Frontier::default();
    hashes.iter().for_each(|leaf| frontier.append(*leaf));
    assert_eq!((frontier.size(), frontier.root()), (checkpoint.size, checkpoint.root));
    for (level, widths) in (0..).zip(levels) {
        let mut published = Vec::new();
        for (index, width) in tiles(widths) {
            published.extend(read(Some(level), index, width));
        }
        assert_eq!(published, hashes.as_flattened(), "level {level}");
        hashes = hashes.as_chunks::<256>().0.iter().map(|t| super::tree::naive_root(t)).collect();
    }
    checkpoint.size
}

#[tokio::test]
async fn what_is_published_step_by_step_stands_the_check_of_an_outsider() {
    for (_home, conn) in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let (publisher, verifier) = publisher(folder.path());
        let mut size = 0;
        for more in [0, 1, 0, 254, 1, 1, 255, 300, 5] {
            append_many(&conn, more).await;
            size += more;
            assert_eq!(publisher.publish(&conn).await.unwrap().size, size);
            assert_eq!(check_as_outsider(folder.path(), &verifier), size);
        }
        // The partial forms of full tiles are gone.
        assert!(!folder.path().join("log/tile/0/000.p").exists());
        assert!(!folder.path().join("log/tile/entries/002.p").exists());
        assert!(folder.path().join("log/tile/0/003.p/49").exists());
    }
}

#[tokio::test]
async fn an_entry_that_is_not_committed_is_not_published() {
    for (home, conn) in databases().await {
        if home.url().starts_with("sqlite") {
            continue; // One connection: nobody can publish meanwhile.
        }
        let folder = tempfile::tempdir().unwrap();
        let (publisher, _) = publisher(folder.path());
        append_many(&conn, 3).await;
        let tx = conn.begin().await.unwrap();
        let entry = hikeshi_tlog::Entry::new("system", None, "seen");
        hikeshi_tlog::append(&tx, &crate::clock(), entry).await.unwrap();
        assert_eq!(publisher.publish(&conn).await.unwrap().size, 3);
        tx.commit().await.unwrap();
        assert_eq!(publisher.publish(&conn).await.unwrap().size, 4);
    }
}

#[tokio::test]
async fn missing_and_damaged_files_are_made_again() {
    for (_home, conn) in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let (publisher, verifier) = publisher(folder.path());
        append_many(&conn, 300).await;
        publisher.publish(&conn).await.unwrap();
        let log = folder.path().join("log");
        for damaged in ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"] {
            std::fs::write(log.join(damaged), b"x").unwrap();
            publisher.publish(&conn).await.unwrap();
            assert_eq!(check_as_outsider(folder.path(), &verifier), 300);
        }
        std::fs::remove_dir_all(log.join("tile")).unwrap();
        std::fs::write(log.join(".tmpCrash"), b"half").unwrap();
        publisher.publish(&conn).await.unwrap();
        assert_eq!(check_as_outsider(folder.path(), &verifier), 300);
        assert!(!log.join(".tmpCrash").exists());
    }
}

#[tokio::test]
async fn a_log_that_contradicts_what_was_signed_is_not_signed() {
    // All of it removed and written anew, so that the rows agree with themselves.
    let anew = "DELETE FROM tlog_entry";
    let head = "UPDATE tlog_head SET size = 0, frontier = ''";
    for (_home, conn) in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let (publisher, verifier) = publisher(folder.path());
        append_many(&conn, 300).await;
        let signed = publisher.publish(&conn).await.unwrap();
        tamper(&conn, anew).await;
        tamper(&conn, head).await;
        append_many(&conn, 299).await;
        let shrunk = publisher.publish(&conn).await;
        assert!(matches!(shrunk, Err(TlogError::Shrunk { rows: 299, signed: 300 })), "{shrunk:?}");
        append_many(&conn, 10).await;
        let forked = publisher.publish(&conn).await;
        assert!(matches!(forked, Err(TlogError::Forked { size: 300 })), "{forked:?}");
        let note = publisher.checkpoint_note().await.unwrap().unwrap();
        assert_eq!(Checkpoint::open(&note, &verifier).unwrap(), signed);
        assert_eq!(check_as_outsider(folder.path(), &verifier), 300);
    }
}

#[tokio::test]
async fn a_changed_row_stops_publishing_and_is_named() {
    for (_home, conn) in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let (publisher, _) = publisher(folder.path());
        append_many(&conn, 10).await;
        tamper(&conn, "UPDATE tlog_entry SET action = 'thing.seen' WHERE seq = 7").await;
        let broken = publisher.publish(&conn).await;
        assert!(matches!(broken, Err(TlogError::Broken { seq: 7, .. })), "{broken:?}");
        assert_eq!(publisher.checkpoint_note().await.unwrap(), None);
    }
}
