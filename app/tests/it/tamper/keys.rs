//! The keys of the log, and their change.

use std::{fs, slice::from_ref};

use hikeshi_kernel::{FixedRng, SystemClock};
use hikeshi_tlog::{LogProof, NoteKey, NoteVerifier, append, follow_rotations, prove, rotation};

use super::world::Spoiled;

/// Changes the key as `hikeshi log rotate-key` does; answers the old and the new public key.
async fn rotate(folder: &Spoiled, seed: u64) -> (NoteVerifier, NoteVerifier, LogProof) {
    let file = folder.path("keys/log.key");
    let old = NoteKey::load(&file).unwrap();
    let next = NoteKey::generate(old.name(), &FixedRng::new(seed)).unwrap();
    let conn = folder.database().await;
    let entry = rotation(&old.verifier(), &next.verifier());
    let seq = append(&conn, &SystemClock, entry).await.unwrap();
    let proof = folder.publisher().hand_over(&conn, &next, seq).await.unwrap();
    conn.close().await.unwrap();
    fs::remove_file(&file).unwrap();
    let made = NoteKey::create(&file, old.name(), &FixedRng::new(seed)).unwrap();
    assert_eq!(made.verifier(), next.verifier());
    (old.verifier(), next.verifier(), proof)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_knows_the_first_key_can_check_across_all_changes_of_the_key() {
    let folder = Spoiled::copy().await;
    let (first, second, told_second) = rotate(&folder, 11).await;
    folder.go_on(4).await;
    let (_, third, told_third) = rotate(&folder, 12).await;
    folder.go_on(4).await;
    let report = folder.verify().await;
    assert!(report.is_clean(), "{report:?}");
    let conn = folder.database().await;
    let proof = prove(&conn, &folder.path("log"), 3).await.unwrap();
    conn.close().await.unwrap();
    assert!(proof.verify(from_ref(&first), &[]).is_err());
    let told = [told_second.clone(), told_third.clone()];
    let keys = follow_rotations(from_ref(&first), &told).unwrap();
    assert_eq!(keys, [first.clone(), second, third.clone()]);
    assert_eq!(proof.verify(&keys, &[]).unwrap().signed_by, Some(third));
    assert!(follow_rotations(from_ref(&first), &[told_third]).is_err(), "no link is left out");
    assert!(follow_rotations(&[first], &[proof]).is_err(), "another entry makes no key");
    let stored = folder.path("log/rotations");
    assert_eq!(fs::read_dir(stored).unwrap().count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_gone_damaged_or_exchanged_is_named() {
    let file = "keys/log.key";
    let folder = Spoiled::copy().await;
    fs::remove_file(folder.path(file)).unwrap();
    assert_eq!(folder.faults().await, ["key-missing keys/log.key"]);
    fs::write(folder.path(file), "x").unwrap();
    assert_eq!(folder.faults().await, ["key-unreadable"]);

    let exchanged = Spoiled::copy().await;
    fs::remove_file(exchanged.path(file)).unwrap();
    let other = NoteKey::create(&exchanged.path(file), "log.example/test", &FixedRng::new(9));
    let other = other.unwrap();
    assert_eq!(exchanged.faults().await, ["key-unknown keys/log.key"]);
    // Put into the list too, it is still not told of by the log.
    let list = exchanged.path("log/keys");
    let keys = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{keys}{}\n", other.verifier())).unwrap();
    assert_eq!(exchanged.faults().await, ["key-unknown log/keys"]);
    // Alone in the list, nothing that was signed before holds.
    fs::write(&list, format!("{}\n", other.verifier())).unwrap();
    let faults = exchanged.faults().await;
    assert!(faults.contains(&"checkpoint-unsigned log/checkpoint".to_owned()), "{faults:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn earlier_keys_that_were_taken_out_of_the_list_are_missed() {
    let folder = Spoiled::copy().await;
    let (_, second, _) = rotate(&folder, 11).await;
    assert!(folder.verify().await.is_clean());
    let list = folder.path("log/keys");
    fs::write(&list, format!("{second}\n")).unwrap();
    let faults = folder.faults().await;
    assert!(faults.contains(&"key-list-missing log/keys".to_owned()), "{faults:?}");
    fs::remove_file(&list).unwrap();
    let faults = folder.faults().await;
    assert!(faults.contains(&"key-list-missing log/keys".to_owned()), "{faults:?}");
}
