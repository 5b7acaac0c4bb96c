//! The log as programs read it.

use axum::http::header;
use axum::{body::Body, http::Request};
use hikeshi_testkit::TestDatabase;
use hikeshi_tlog::{Checkpoint, NoteVerifier, TilePath, read_bundle};
use uuid::Uuid;

use crate::installation::Prepared;
use crate::world::{ADMIN, OFFICER, World};

#[tokio::test(flavor = "multi_thread")]
async fn hashes_are_for_everybody_and_entries_for_administrator_and_monitor_only() {
    for database in TestDatabase::every_kind().await {
        let prepared = Prepared::on(database).await;
        let folder = tempfile::tempdir().unwrap();
        let token_file = folder.path().join("token");
        std::fs::write(&token_file, "a-token-of-the-monitor\n").unwrap();
        let served = prepared.serve(|config| config.log.monitor_token_file = Some(token_file));
        for _ in 0..300 {
            served.world.entry(served.world.company.0, Uuid::nil()).await;
        }
        let note = served.checkpoint().await;
        let keys = served.nobody().fetch("/log/keys").await.text();
        let key: NoteVerifier = keys.lines().next().unwrap().parse().unwrap();
        assert_eq!(Checkpoint::open(&note, &key).unwrap().size, 300);
        let mut nobody = served.nobody();
        let full = nobody.fetch("/log/tile/0/000").await;
        assert_eq!((full.status.as_u16(), full.body.len()), (200, 256 * 32));
        assert_eq!(full.header("content-type"), "application/octet-stream");
        assert!(full.header("cache-control").contains("immutable"));
        assert_eq!(nobody.fetch("/log/tile/0/001.p/44").await.body.len(), 44 * 32);
        for path in ["0/002", "0/001.p/45", "0/..%2f..%2fcheckpoint", "9/000", "0/001.p/044"] {
            let answer = nobody.fetch(&format!("/log/tile/{path}")).await;
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        let bundle = format!("/log/{}", TilePath { level: None, index: 0, width: 256 });
        assert_eq!(nobody.fetch(&bundle).await.status, 403);
        assert_eq!(served.browser(OFFICER).fetch(&bundle).await.status, 403);
        let read = served.browser(ADMIN).fetch(&bundle).await;
        assert_eq!(read_bundle(&read.body).unwrap().len(), 256);
        for (token, status) in [("a-token-of-the-monitor", 200), ("another-token-of-some", 403)] {
            let request =
                Request::get(&bundle).header(header::AUTHORIZATION, format!("Bearer {token}"));
            let answer = nobody.raw(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status.as_u16(), status);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_set_the_installation_up_sees_the_trail() {
    for world in World::every_kind().await {
        let world = world.with_administrator().await;
        assert_eq!(world.browser(OFFICER).get("/trail").await.status(), 403);
        assert_eq!(world.browser(OFFICER).post("/trail/look", &[]).await.status(), 403);
        let page = world.browser(ADMIN).get("/trail").await;
        assert!(page.text().contains("witness_key = "), "{}", page.text());
        assert_eq!(world.browser(ADMIN).post("/trail/stamp", &[]).await.status(), 404);
    }
}
