//! Writing, listing and verifying.

use hikeshi_tlog::{Entry, LoggedEntry, TlogError, append, list_for_tenant, verify_rows};
use sea_orm::TransactionTrait as _;
use serde_json::json;
use uuid::Uuid;

use crate::{append_many, clock, databases, tamper};

#[tokio::test]
async fn an_entry_is_kept_with_the_transaction_and_vanishes_with_it() {
    for (_home, conn) in databases().await {
        append_many(&conn, 2).await;
        let tx = conn.begin().await.unwrap();
        let lost = Entry::new("system", None, "thing.lost");
        assert_eq!(append(&tx, &clock(), lost).await.unwrap(), 2);
        tx.rollback().await.unwrap();
        assert_eq!(verify_rows(&conn).await.unwrap().size, 2);
        append_many(&conn, 1).await;
        assert_eq!(verify_rows(&conn).await.unwrap().size, 3);
    }
}

#[tokio::test]
async fn an_entry_is_hashed_as_documented_and_says_nothing_of_its_detail() {
    for (_home, conn) in databases().await {
        append_many(&conn, 1).await;
        let listed = list_for_tenant(&conn, Uuid::from_u128(1), None, 10).await.unwrap();
        let [entry] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!(entry.detail.as_deref(), Some(r#"{"from":"open","n":0,"to":"closed"}"#));
        assert_eq!(entry.detail_value(), Some(json!({"from": "open", "n": 0, "to": "closed"})));
        assert_eq!(
            String::from_utf8(entry.bytes().unwrap()).unwrap(),
            concat!(
                r#"{"action":"thing.changed","#,
                r#""actor":{"id":"00000000-0000-0000-0000-000000000009","kind":"person"},"#,
                r#""at":1795237500000,"delegate":null,"#,
                // printf '{"from":"open","n":0,"to":"closed"}' | sha256sum
                r#""detail":"43327228b69e01d2680bda8c674900f61d82bb490e5870d63e9395a8e562b4e6","seq":0,"#,
                r#""target":{"id":"00000000-0000-0000-0000-000000000000","kind":"thing"},"#,
                r#""tenant":"00000000-0000-0000-0000-000000000001","v":1}"#
            )
        );
    }
}

#[tokio::test]
async fn a_tenants_log_shows_its_own_entries_newest_first_page_by_page() {
    for (_home, conn) in databases().await {
        append_many(&conn, 9).await;
        let seqs = |page: &[LoggedEntry]| page.iter().map(|e| e.seq).collect::<Vec<_>>();
        let own = Uuid::from_u128(1);
        let first = list_for_tenant(&conn, own, None, 3).await.unwrap();
        assert_eq!(seqs(&first), [8, 6, 4]);
        let second = list_for_tenant(&conn, own, Some(4), 3).await.unwrap();
        assert_eq!(seqs(&second), [2, 0]);
        let nobody = list_for_tenant(&conn, Uuid::from_u128(3), None, 3).await.unwrap();
        assert_eq!(seqs(&nobody), [0_u64; 0]);
    }
}

#[tokio::test]
async fn an_erased_detail_leaves_the_log_whole() {
    for (_home, conn) in databases().await {
        append_many(&conn, 5).await;
        let before = verify_rows(&conn).await.unwrap();
        tamper(&conn, "UPDATE tlog_entry SET detail = NULL WHERE seq = 2").await;
        assert_eq!(verify_rows(&conn).await.unwrap(), before);
    }
}

#[tokio::test]
async fn every_change_of_the_rows_is_named_with_its_first_sequence_number() {
    let changes = [
        ("UPDATE tlog_entry SET at = at + 1 WHERE seq = 3", 3),
        ("UPDATE tlog_entry SET action = 'thing.seen' WHERE seq IN (2, 4)", 2),
        ("UPDATE tlog_entry SET actor_id = NULL WHERE seq = 0", 0),
        ("UPDATE tlog_entry SET tenant_id = target_id WHERE seq = 4", 4),
        ("UPDATE tlog_entry SET delegate_id = target_id WHERE seq = 4", 4),
        ("UPDATE tlog_entry SET target_kind = NULL WHERE seq = 1", 1),
        ("UPDATE tlog_entry SET detail = '{}' WHERE seq = 1", 1),
        ("UPDATE tlog_entry SET detail_hash = NULL WHERE seq = 1", 1),
        ("UPDATE tlog_entry SET leaf_hash = '' WHERE seq = 3", 3),
        ("DELETE FROM tlog_entry WHERE seq = 2", 2),
        ("DELETE FROM tlog_entry WHERE seq = 4", 4),
        ("UPDATE tlog_head SET size = 4", 4),
        ("UPDATE tlog_head SET frontier = '00'", 5),
    ];
    for (sql, first) in changes {
        for (_home, conn) in databases().await {
            append_many(&conn, 5).await;
            tamper(&conn, sql).await;
            match verify_rows(&conn).await {
                Err(TlogError::Broken { seq, .. }) => assert_eq!(seq, first, "{sql}"),
                other => panic!("{sql}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn writers_at_the_same_time_get_one_place_each() {
    for (_home, conn) in databases().await {
        let writers = (0..20).map(|_| {
            let conn = conn.clone();
            tokio::spawn(async move { append_many(&conn, 5).await })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(verify_rows(&conn).await.unwrap().size, 100);
    }
}

#[tokio::test]
async fn words_with_anything_but_plain_letters_are_refused_before_anything_is_written() {
    for (_home, conn) in databases().await {
        let long = "a".repeat(65);
        for word in ["", "Two words", "line\nbreak", "caf\u{e9}", long.as_str()] {
            for entry in [
                Entry::new(word, None, "seen"),
                Entry::new("system", None, word),
                Entry::new("system", None, "seen").target(word, None),
            ] {
                let refused = append(&conn, &clock(), entry).await;
                assert!(matches!(refused, Err(TlogError::BadWord { .. })), "{word:?}");
            }
        }
        let fraction = Entry::new("system", None, "seen").detail(json!({"share": 0.5}));
        let refused = append(&conn, &clock(), fraction).await;
        assert!(matches!(refused, Err(TlogError::BadNumber)));
        assert_eq!(verify_rows(&conn).await.unwrap().size, 0);
    }
}
