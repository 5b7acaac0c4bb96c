//! Proofs out of a published folder, and what a changed proof is called.

use std::path::Path;

use hikeshi_kernel::FixedRng;
use hikeshi_tlog::{
    Checkpoint, CosignKey, CosignVerifier, Frontier, Hash, LogProof, NoteKey, NoteVerifier,
    ProofFault, Publisher, TlogError, all_entries_about, consistency_proof, entries_about,
    entry_at, leaf_hash, prove, prove_against, root_of_path, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use crate::{append_many, databases, tamper};

fn key() -> NoteKey {
    NoteKey::generate("example.com/log", &FixedRng::new(5)).unwrap()
}

/// Publishes and returns the folder of the log and the checkpoint as a note.
async fn publish(conn: &DatabaseConnection, home: &Path) -> (std::path::PathBuf, String) {
    let folder = home.join("log");
    let publisher = Publisher::new(&folder, key());
    publisher.publish(conn).await.unwrap();
    (folder, publisher.checkpoint_note().await.unwrap().unwrap())
}

fn verifier() -> NoteVerifier {
    key().verifier()
}

#[tokio::test]
async fn every_entry_is_proved_at_every_checkpoint_from_tiles_and_from_rows_alike() {
    for (_home, conn) in databases().await {
        let home = tempfile::tempdir().unwrap();
        let mut notes = Vec::new();
        for more in [1, 2, 254, 1, 260] {
            append_many(&conn, more).await;
            notes.push(publish(&conn, home.path()).await.1);
        }
        let (folder, nowhere) = (home.path().join("log"), home.path().join("nowhere"));
        for note in &notes {
            let checkpoint = Checkpoint::open(note, &verifier()).unwrap();
            for seq in (0..checkpoint.size).filter(|seq| seq % 37 == 0 || seq % 256 > 253) {
                let proof = prove_against(&conn, &folder, seq, note).await.unwrap();
                let read = LogProof::parse(&proof.to_text()).unwrap();
                assert_eq!(read, proof);
                let proved = read.verify(&[verifier()], &[]).unwrap();
                assert_eq!((proved.entry.seq, &proved.checkpoint), (seq, &checkpoint));
                let from_rows = prove_against(&conn, &nowhere, seq, note).await.unwrap();
                assert_eq!(from_rows, proof);
            }
            let beyond = prove_against(&conn, &folder, checkpoint.size, note).await;
            assert!(matches!(beyond, Err(TlogError::NotPublished { .. })), "{beyond:?}");
        }
        for (n, old) in notes.iter().enumerate() {
            for new in &notes[n..] {
                let [old, new] = [old, new].map(|note| Checkpoint::read(note).unwrap());
                let path = consistency_proof(&conn, &folder, &old, &new).await.unwrap();
                assert!(verify_consistency((old.size, &old.root), (new.size, &new.root), &path));
                let other = Checkpoint { root: [7; 32], ..old };
                let refused = consistency_proof(&conn, &folder, &other, &new).await;
                assert!(matches!(refused, Err(TlogError::Forked { .. })), "{refused:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_damaged_tile_gives_no_wrong_proof_and_a_changed_row_none_at_all() {
    for (_home, conn) in databases().await {
        let home = tempfile::tempdir().unwrap();
        append_many(&conn, 300).await;
        let (folder, _) = publish(&conn, home.path()).await;
        let whole = prove(&conn, &folder, 7).await.unwrap();
        let tile = folder.join("tile/0/000");
        let mut bytes = std::fs::read(&tile).unwrap();
        bytes[100 * 32] ^= 1;
        std::fs::write(&tile, bytes).unwrap();
        assert_eq!(prove(&conn, &folder, 7).await.unwrap(), whole);
        tamper(&conn, "UPDATE tlog_entry SET action = 'thing.seen' WHERE seq = 7").await;
        let refused = prove(&conn, &folder, 7).await;
        assert!(matches!(refused, Err(TlogError::Broken { seq: 7, .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn the_proof_reads_by_itself_and_a_disclosed_detail_is_checked() {
    for (_home, conn) in databases().await {
        let home = tempfile::tempdir().unwrap();
        append_many(&conn, 12).await;
        let (folder, note) = publish(&conn, home.path()).await;
        let thing = Uuid::from_u128(3);
        let own = entries_about(&conn, Uuid::from_u128(2), "thing", thing).await.unwrap();
        assert_eq!(own.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [3]);
        assert_eq!(all_entries_about(&conn, "thing", thing).await.unwrap(), own);
        let foreign = entries_about(&conn, Uuid::from_u128(1), "thing", thing).await.unwrap();
        assert!(foreign.is_empty());
        let entry = entry_at(&conn, 3).await.unwrap().unwrap();
        let closed = prove(&conn, &folder, 3).await.unwrap();
        let proved = closed.verify(&[], &[Checkpoint::read(&note).unwrap()]).unwrap();
        assert_eq!(proved.entry.detail, None);
        assert_eq!(proved.entry.action, "thing.changed");
        let detail = entry.detail.clone().unwrap();
        let open = closed.clone().disclose(&detail).unwrap();
        let open = LogProof::parse(&open.to_text()).unwrap();
        assert_eq!(open.verify(&[verifier()], &[]).unwrap().entry, entry);
        assert!(closed.disclose(&detail.replace("closed", "open")).is_err());
        // The short text of a proof is a checkpoint that can be kept on paper.
        let paper = open.short_text().unwrap();
        assert!(paper.ends_with(&format!("entry 3 {}\n", &entry.leaf_hash[..16])), "{paper}");
        assert!(open.verify(&[], &[Checkpoint::read(&paper).unwrap()]).unwrap().kept);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_proof_is_named() {
    for (_home, conn) in databases().await {
        let home = tempfile::tempdir().unwrap();
        append_many(&conn, 12).await;
        let (folder, note) = publish(&conn, home.path()).await;
        let proof = prove(&conn, &folder, 3).await.unwrap();
        let kept = Checkpoint::read(&note).unwrap();
        let fault =
            |keys: &[NoteVerifier], kept: Checkpoint| proof.verify(keys, &[kept]).unwrap_err();
        let other = NoteKey::generate("example.com/log", &FixedRng::new(6)).unwrap().verifier();
        assert_eq!(fault(&[other], kept.clone()), ProofFault::BadSignature);
        let forked = Checkpoint { root: [1; 32], ..kept.clone() };
        assert_eq!(fault(&[verifier()], forked), ProofFault::Forked { size: 12 });
        let earlier = Checkpoint { size: 5, ..kept.clone() };
        assert_eq!(fault(&[], earlier), ProofFault::NotVouched { size: 12 });
        let origin = "example.org/log".to_owned();
        let foreign = Checkpoint { origin: origin.clone(), ..kept.clone() };
        assert_eq!(fault(&[], foreign), ProofFault::OtherLog { origin });
        let text = proof.to_text();
        let second = prove(&conn, &folder, 4).await.unwrap().to_text();
        let line = |text: &str, n: usize| text.split('\n').nth(n).unwrap().to_owned();
        for (from, to) in [
            ("index 3".to_owned(), "index 2".to_owned()),
            (line(&text, 1), line(&second, 1)),
            (line(&text, 4), line(&text, 3)),
        ] {
            let changed = LogProof::parse(&text.replacen(&from, &to, 1)).unwrap();
            assert_eq!(
                changed.verify(&[verifier()], &[]).unwrap_err(),
                ProofFault::NotInTree,
                "{from} -> {to}"
            );
        }
    }
}

#[test]
fn files_that_are_not_written_as_the_specification_says_are_refused() {
    let hash = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
    let note = "example.com/log\n9\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n";
    let good = format!("c2sp.org/tlog-proof@v1\nextra YQo=\nindex 7\n{hash}\n{note}");
    assert_eq!(LogProof::parse(&good).unwrap().to_text(), good);
    let bare = format!("c2sp.org/tlog-proof@v1\nindex 7\n\n{note}");
    assert_eq!(LogProof::parse(&bare).unwrap().to_text(), bare);
    for (from, to) in [
        ("@v1", "@v2"),
        ("extra YQo=", "extra Y"),
        ("extra YQo=", "extra YQ=="),
        ("extra YQo=", "extra"),
        ("index 7", "index 07"),
        ("index 7", "index -7"),
        ("index 7", "index 99999999999999999999"),
        ("index 7\n", ""),
        ("\n9\n", "\n09\n"),
        (hash, "gSKyXg==\n"),
        (hash, &hash.repeat(65)),
        ("index 7\n", "index 7\r\n"),
        ("\n\n", "\n"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert!(LogProof::parse(&bad).is_err(), "{bad}");
    }
    assert!(LogProof::parse(&good.replace("YQo=", &"A".repeat(2 << 20))).is_err());
}

/// The example of the specification: witness key, checkpoint, cosignature line.
const WITNESSED: &str = "example.com/behind-the-sofa\n20852163\n\
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
    \u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

#[test]
fn a_cosignature_states_its_time_and_covers_the_checkpoint() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("witness.key");
    let witness = CosignKey::create(&file, "witness.example.com/w1", &FixedRng::new(9)).unwrap();
    let again = CosignKey::load(&file).unwrap();
    assert_eq!(again.verifier(), witness.verifier());
    assert!(NoteKey::load(&file).is_err(), "the key of a witness signs no log");
    let at = "2023-03-20T14:45:47Z".parse().unwrap();
    let note = format!("{WITNESSED}{}", witness.cosign(WITNESSED, at).unwrap());
    let public: CosignVerifier = witness.verifier().to_string().parse().unwrap();
    assert_eq!(public.verify(&note).unwrap(), at);
    assert!(matches!(public.verify(WITNESSED), Err(TlogError::BadSignature)));
    let changed = note.replace("20852163", "20852164");
    assert!(matches!(public.verify(&changed), Err(TlogError::BadSignature)));
    assert!(public.to_string().parse::<NoteVerifier>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_path_leads_nowhere_but_to_the_root_of_its_own_tree(
        size in 1_u64..400, index in 0_u64..400, other in 0_u64..400, flip in 0_usize..20,
    ) {
        let index = index % size;
        let leaves: Vec<Hash> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        let mut path = naive_path(index, &leaves);
        let leaf = leaves[usize::try_from(index).unwrap()];
        let root = crate::tree::naive_root(&leaves);
        prop_assert!(verify_inclusion(leaf, index, size, &root, &path));
        if other != index {
            prop_assert!(!verify_inclusion(leaf, other, size, &root, &path));
        }
        if !path.is_empty() {
            let at = flip % path.len();
            path[at][0] ^= 1;
            prop_assert!(!verify_inclusion(leaf, index, size, &root, &path));
            path[at][0] ^= 1;
            prop_assert!(root_of_path(leaf, index, size, &path[1..]).is_none());
        }
        path.push(root);
        prop_assert!(root_of_path(leaf, index, size, &path).is_none());
        let old = other % size;
        let proof = naive_consistency(old, &leaves);
        let (old_root, mut frontier) = (crate::tree::naive_root(&leaves[..usize::try_from(old).unwrap()]), Frontier::default());
        leaves.iter().for_each(|leaf| frontier.append(*leaf));
        let new = (size, &frontier.root());
        prop_assert!(verify_consistency((old, &old_root), new, &proof));
        prop_assert!(!verify_consistency((old, &[3; 32]), new, &proof));
        prop_assert!(old == 0 || !verify_consistency((old, &old_root), (size, &[3; 32]), &proof));
        prop_assert!(!verify_consistency(new, (old, &old_root), &proof) || old == size);
    }
}

/// `PATH` of RFC 6962 §2.1.1 word for word.
fn naive_path(index: u64, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let split = leaves.len().next_power_of_two() / 2;
    let at = usize::try_from(index).unwrap();
    let (left, right) = leaves.split_at(split);
    let (mut path, beside) = if at < split {
        (naive_path(index, left), right)
    } else {
        (naive_path(index - split as u64, right), left)
    };
    path.push(crate::tree::naive_root(beside));
    path
}

/// `PROOF` of RFC 6962 §2.1.2 word for word.
fn naive_consistency(old: u64, leaves: &[Hash]) -> Vec<Hash> {
    fn part(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
        if old == leaves.len() {
            return if whole { Vec::new() } else { vec![crate::tree::naive_root(leaves)] };
        }
        let split = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(split);
        let (mut path, beside) = if old <= split {
            (part(old, left, whole), right)
        } else {
            (part(old - split, right, false), left)
        };
        path.push(crate::tree::naive_root(beside));
        path
    }
    if old == 0 { Vec::new() } else { part(usize::try_from(old).unwrap(), leaves, true) }
}
