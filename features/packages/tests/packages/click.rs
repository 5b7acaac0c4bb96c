//! By click: asked for, made, fetched by those who may, for a limited time.

use std::io::Cursor;
use std::time::Duration;

use axum::http::StatusCode;
use hikeshi_identity::Role;
use hikeshi_packages::{
    archive::{Signed, verify_package},
    export::exports_of,
};
use hikeshi_seal::Unlock;
use hikeshi_tlog::list_for_tenant;

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, STAFF, STRANGER, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_package_opens_with_the_passphrase_that_was_shown_once_and_is_whole() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[("vpn.log", b"a line\n")]).await;
        world.publish_log().await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "/package")).await;
        let page = officer.follow(&page.by_role_link("Lawyer")).await;
        let form =
            page.form_with_button("Make the package").fill("Name of the recipient", "Mori Law");
        let shown = officer.submit(form).await;
        assert_eq!(shown.heading(), "Write the passphrase down", "{}", shown.text());
        let passphrase = shown
            .text()
            .split_whitespace()
            .find(|word| word.len() == 29 && word.matches('-').count() == 4)
            .expect("a passphrase")
            .to_owned();
        world.drain_jobs().await;
        let row = loop {
            let tx = world.platform.db.read(world.program().fence()).await.unwrap();
            let row = exports_of(&tx, &incident).await.unwrap().remove(0);
            if row.state == "ready" {
                break row;
            }
            drop(tx);
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        assert_eq!((row.recipient.as_str(), row.secret_blob_id), ("Mori Law", None));
        let page = officer.get(&world.path(&incident, "/package")).await;
        assert!(page.text().contains("Mori Law") && page.text().contains(&row.sha256));
        assert!(!page.text().contains(&passphrase));
        let file = page.by_role_link("Fetch the file Mori Law").href;
        let answer = officer.fetch(&file).await;
        assert!(answer.body.starts_with(b"age-encryption.org/v1"));
        assert!(Unlock::default().open(Cursor::new(&answer.body[..])).is_err());
        assert!(Unlock::with_passphrase("wrong").open(Cursor::new(&answer.body[..])).is_err());
        let opened =
            Unlock::with_passphrase(&passphrase).open(Cursor::new(&answer.body[..])).unwrap();
        let report = verify_package(opened, None);
        assert!(report.is_whole(), "{:?}", report.faults);
        assert!(matches!(report.signed, Signed::ByItsOwnKey { .. }));
        assert!(report.proofs >= 2, "the incident and its exhibit are proved");
        assert_eq!(report.manifest_sha256, row.manifest_sha256);

        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let log = list_for_tenant(tx.conn(), world.company.0, None, 50).await.unwrap();
        let made = log.iter().find(|entry| entry.action == "package.made").unwrap();
        assert!(made.detail.as_ref().unwrap().contains(&row.manifest_sha256));
        assert!(log.iter().any(|entry| entry.action == "package.fetched"));
        drop(tx);

        for (who, status) in [
            (ANALYST, StatusCode::OK),
            (STAFF, StatusCode::FORBIDDEN),
            (EMPLOYEE, StatusCode::FORBIDDEN),
            (STRANGER, StatusCode::NOT_FOUND),
            (At::Provider(Role::Field), StatusCode::FORBIDDEN),
        ] {
            assert_eq!(world.browser(who).fetch(&file).await.status, status, "{who:?}");
        }
        world.minutes_later(7 * 24 * 60 + 1);
        assert_eq!(world.signed_in(OFFICER).await.fetch(&file).await.status, StatusCode::NOT_FOUND);
        world.drain_jobs().await;
        let page = world.signed_in(OFFICER).await.get(&world.path(&incident, "/package")).await;
        assert!(page.text().contains("No longer kept here"), "{}", page.text());
    }
}

#[tokio::test]
async fn evidence_goes_out_neither_redacted_nor_without_a_lock_and_a_wrong_key_keeps_what_was_typed()
 {
    for world in World::every_kind().await {
        let incident = world.empty_incident("A letter").await;
        let mut officer = world.browser(OFFICER);
        let new = world.path(&incident, "/package/new");
        let form = [
            ("audience", "police"),
            ("recipient", "Police"),
            ("parts", "evidence"),
            ("language", "en"),
        ];
        let with = |more: &[(&'static str, &'static str)]| [&form[..], more].concat();
        let page = officer.post(&new, &with(&[("lock", "none")])).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("must be encrypted"), "{}", page.text());
        let page = officer.post(&new, &with(&[("lock", "made"), ("redactions", "persons")])).await;
        assert!(page.text().contains("Nothing can be withheld inside evidence files"));
        let page = officer.post(&new, &with(&[("lock", "key"), ("age_key", "age1wrong")])).await;
        assert!(page.text().contains("not an age public key"));
        assert_eq!(page.field_by_label("Name of the recipient").value, "Police");
        let page =
            officer.post(&new, &with(&[("lock", "typed"), ("passphrase", "password12")])).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.text().contains("password12"));
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        assert!(exports_of(&tx, &incident).await.unwrap().is_empty());
    }
}
