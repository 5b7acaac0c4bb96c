//! Time-stamps of a real authority on loopback.

use hikeshi_testkit::{Mischief, TestDatabase, TimeAuthority};
use uuid::Uuid;

use crate::installation::{Installation, Prepared};
use crate::world::{ADMIN, OFFICER};

async fn stamped_by(database: TestDatabase, authority: &TimeAuthority) -> Installation {
    let (url, ca) = (authority.url().to_owned(), authority.ca_file());
    let served = Prepared::on(database).await.serve(|config| {
        config.log.timestamp.url = url;
        config.log.timestamp.ca_file = Some(ca);
    });
    served.world.entry(served.world.company.0, Uuid::nil()).await;
    served
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_is_stamped_each_day_and_openssl_accepts_the_files() {
    let authority = TimeAuthority::start().await;
    for database in TestDatabase::every_kind().await {
        let served = stamped_by(database, &authority).await;
        served.work().await;
        let folder = served.platform.data_folder.join("log/stamps");
        assert!(authority.openssl_accepts(&folder.join("1.checkpoint"), &folder.join("1.tsr")));
        let page = served.browser(ADMIN).get("/trail").await;
        assert!(page.text().contains("Signature and certificate were checked"), "{}", page.text());
        let reply = served.browser(ADMIN).fetch("/trail/stamps/1/tsr").await;
        assert_eq!(reply.body.as_ref(), std::fs::read(folder.join("1.tsr")).unwrap());
        assert_eq!(served.browser(OFFICER).fetch("/trail/stamps/1/tsr").await.status, 403);
        assert_eq!(served.browser(ADMIN).fetch("/trail/stamps/1/..").await.status, 404);
        served.world.entry(served.world.company.0, Uuid::nil()).await;
        served.work_later().await;
        assert!(!folder.join("2.tsr").exists(), "not before a day has passed");
        let page = served.browser(ADMIN).get("/trail").await;
        served
            .browser(ADMIN)
            .submit(page.form_with_button("Have the checkpoint stamped now"))
            .await;
        served.work().await;
        assert!(folder.join("2.tsr").exists(), "unless somebody asks");
        let sealed =
            served.browser(OFFICER).get(&format!("/c/{}/sealed", served.world.company)).await;
        assert!(sealed.text().contains("vouched for the time"), "{}", sealed.text());
        served.world.entry(served.world.company.0, Uuid::nil()).await;
        served.world.minutes_later(25 * 60);
        served.work().await;
        assert!(folder.join("3.tsr").exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lies_of_an_authority_are_refused_and_named_and_the_stamp_waits_honestly() {
    let authority = TimeAuthority::start().await;
    for database in TestDatabase::every_kind().await {
        let served = stamped_by(database, &authority).await;
        let lies = [
            (Mischief::Closed, "An unexpected answer came"),
            (Mischief::Html, "What came is no time-stamp"),
            (Mischief::Huge, "The answer is too long"),
            (Mischief::OtherNonce, "The answer to another question came"),
            (Mischief::OtherImprint, "A stamp for something else came"),
        ];
        for (mischief, words) in lies {
            authority.turn(mischief);
            served.work().await;
            served.world.minutes_later(7 * 60);
            let text = served.browser(ADMIN).get("/trail").await.text();
            assert!(text.contains(words), "{mischief:?}: {text}");
            assert!(text.contains("Not yet stamped") && text.contains("Waiting since"), "{text}");
        }
        assert!(!served.platform.data_folder.join("log/stamps").exists());
        authority.turn(Mischief::Honest);
        served.work().await;
        assert!(served.platform.data_folder.join("log/stamps/1.tsr").exists());
        let text = served.browser(ADMIN).get("/trail").await.text();
        assert!(text.contains("Signature and certificate were checked"));
    }
}
