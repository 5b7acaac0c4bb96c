//! What a witness answers to submissions that are not as they should be.

use axum::body::Body;
use axum::http::Request;
use hikeshi_kernel::SystemRng;
use hikeshi_testkit::{Answer, TestDatabase};
use hikeshi_tlog::{Checkpoint, NoteKey, empty_root};

use crate::installation::{Installation, Prepared};
use crate::world::ADMIN;

struct Told {
    status: u16,
    body: String,
}

async fn send(installation: &Installation, body: String) -> Told {
    let request = Request::post("/log/add-checkpoint").body(Body::from(body)).unwrap();
    let answer: Answer = installation.nobody().raw(request).await;
    Told { status: answer.status.as_u16(), body: answer.text() }
}

fn note(key: &NoteKey, size: u64, root: [u8; 32]) -> String {
    Checkpoint { origin: key.name().to_owned(), size, root }.sign(key).unwrap()
}

async fn witness(database: TestDatabase) -> (Installation, NoteKey) {
    let key = NoteKey::generate("minato.example/log", &SystemRng).unwrap();
    let prepared = Prepared::on(database).await;
    let mut peer = prepared.as_peer("Minato", false).await;
    peer.key = key.verifier().to_string();
    (prepared.serve(|config| config.log.peers = vec![peer]), key)
}

#[tokio::test(flavor = "multi_thread")]
async fn submissions_are_answered_as_the_specification_says() {
    for database in TestDatabase::every_kind().await {
        let (witness, key) = witness(database).await;
        let other = NoteKey::generate("minato.example/log", &SystemRng).unwrap();
        let stranger = NoteKey::generate("stranger.example/log", &SystemRng).unwrap();
        let first = note(&key, 1, [1; 32]);
        let ask = async |old: u64, note: &str| send(&witness, format!("old {old}\n\n{note}")).await;
        assert_eq!(send(&witness, "hello".into()).await.status, 400);
        assert_eq!(ask(0, &note(&stranger, 1, [1; 32])).await.status, 404);
        assert_eq!(ask(0, &note(&other, 1, [1; 32])).await.status, 403);
        assert_eq!(ask(2, &first).await.status, 400);
        let behind = ask(1, &first).await;
        assert_eq!((behind.status, behind.body.as_str()), (409, "0\n"));
        let taken = ask(0, &first).await;
        assert_eq!(taken.status, 200);
        assert!(taken.body.starts_with('\u{2014}') && taken.body.ends_with('\n'));
        assert_eq!(ask(1, &first).await.status, 200, "the same again is harmless");
        assert_eq!(ask(0, &first).await.body, "1\n");
        assert_eq!(ask(1, &note(&key, 2, [2; 32])).await.status, 422);
        let empty = note(&key, 0, empty_root());
        assert_eq!(ask(0, &empty).await.body, "1\n", "no way back");
        let large = format!("old 0\n\n{}", "x".repeat(70_000));
        assert_eq!(send(&witness, large).await.status, 413);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_proof_is_no_alarm_at_once_but_one_that_stays_wrong_is() {
    for database in TestDatabase::every_kind().await {
        let (witness, key) = witness(database).await;
        send(&witness, format!("old 0\n\n{}", note(&key, 1, [1; 32]))).await;
        send(&witness, format!("old 1\n\n{}", note(&key, 2, [2; 32]))).await;
        witness.work().await;
        assert!(witness.world.mailer.sent().is_empty());
        witness.world.minutes_later(90);
        witness.work().await;
        let text = witness.browser(ADMIN).get("/trail").await.text();
        assert!(text.contains("could not be proved to go on"), "{text}");
        assert_eq!(witness.world.mailer.sent().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_signed_checkpoints_of_one_size_are_an_alarm_at_once() {
    for database in TestDatabase::every_kind().await {
        let (witness, key) = witness(database).await;
        send(&witness, format!("old 0\n\n{}", note(&key, 1, [1; 32]))).await;
        let told = send(&witness, format!("old 1\n\n{}", note(&key, 1, [9; 32]))).await;
        assert_eq!((told.status, told.body.as_str()), (409, "1\n"));
        let text = witness.browser(ADMIN).get("/trail").await.text();
        assert!(text.contains("The log of Minato contradicts"), "{text}");
    }
}
