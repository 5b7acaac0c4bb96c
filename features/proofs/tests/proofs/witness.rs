//! Two installations that keep each other's checkpoints.

use hikeshi_db::Fence;
use hikeshi_testkit::TestDatabase;
use hikeshi_tlog::Publisher;
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use crate::installation::{Installation, Prepared};
use crate::world::ADMIN;

/// A company's installation behind a router, and its provider's, which it can reach; each with some
/// entries in its log.
async fn company_and_provider(databases: [TestDatabase; 2]) -> (Installation, Installation) {
    let [one, two] = databases;
    let (company, provider) = (Prepared::on(one).await, Prepared::on(two).await);
    let known_to_company = provider.as_peer("Hinomi", true).await;
    let known_to_provider = company.as_peer("Minato", false).await;
    let company = company.serve(|config| config.log.peers = vec![known_to_company]);
    let provider = provider.serve(|config| config.log.peers = vec![known_to_provider]);
    for installation in [&company, &provider] {
        for _ in 0..3 {
            write(installation).await;
        }
        hikeshi_proofs::publish_now(&installation.platform).await.unwrap();
    }
    (company, provider)
}

async fn pairs() -> Vec<[TestDatabase; 2]> {
    let (first, second) = (TestDatabase::every_kind().await, TestDatabase::every_kind().await);
    first.into_iter().zip(second).map(<[_; 2]>::from).collect()
}

async fn write(installation: &Installation) {
    installation.world.entry(installation.world.company.0, Uuid::nil()).await;
}

/// As if the log had been written anew, with `entries` entries and the same key.
async fn rewrite(installation: &Installation, entries: usize) {
    let tx = installation.platform.db.write(Fence::Open).await.unwrap();
    let wipe = "DELETE FROM tlog_entry; UPDATE tlog_head SET size = 0, frontier = ''";
    tx.conn().execute_unprepared(wipe).await.unwrap();
    tx.commit().await.unwrap();
    let log = installation.platform.data_folder.join("log");
    std::fs::remove_dir_all(log.join("tile")).unwrap();
    std::fs::remove_file(log.join("checkpoint")).unwrap();
    installation.world.minutes_later(1);
    for _ in 0..entries {
        write(installation).await;
    }
    hikeshi_proofs::publish_now(&installation.platform).await.unwrap();
}

fn kept_files(installation: &Installation) -> Vec<String> {
    let peers = installation.platform.data_folder.join("log/peers");
    let mut names = Vec::new();
    for folder in std::fs::read_dir(peers).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            names.push(file.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn one_outbound_connection_is_enough_for_both_to_keep_the_others_checkpoints() {
    for databases in pairs().await {
        let (company, provider) = company_and_provider(databases).await;
        company.work().await;
        assert_eq!(
            (kept_files(&company), kept_files(&provider)),
            (vec!["3".into()], vec!["3".into()])
        );
        assert_eq!(company.checkpoint().await.matches('\u{2014}').count(), 2, "cosigned");
        write(&company).await;
        write(&provider).await;
        hikeshi_proofs::publish_now(&provider.platform).await.unwrap();
        company.work_later().await;
        assert_eq!(kept_files(&company), ["3", "4"]);
        assert_eq!(kept_files(&provider), ["3", "4"]);
        let cosigned = company.nobody().fetch("/log/checkpoint.cosigned").await.text();
        assert_eq!(cosigned.lines().nth(1), Some("4"));
        let page = company.browser(ADMIN).get("/trail").await;
        assert!(page.text().contains("It goes on from the checkpoint before"), "{}", page.text());
        let page = provider.browser(ADMIN).get("/trail").await;
        assert!(page.text().contains("It comes to us"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_written_anew_is_shouted_about_once_and_until_somebody_acknowledges_it() {
    for databases in pairs().await {
        let (company, provider) = company_and_provider(databases).await;
        company.work().await;
        rewrite(&provider, 5).await;
        company.work_later().await;
        company.work_later().await;
        let mails = company.world.mailer.sent();
        assert_eq!(mails.len(), 1, "one mail for one case");
        assert!(mails[0].body.contains("Hinomi") && mails[0].body.contains("/trail"));
        assert_eq!(kept_files(&company).len(), 2, "the contradiction is kept as evidence");
        let mut admin = company.browser(ADMIN);
        let board = admin.get(&format!("/p/{}", company.world.provider)).await;
        assert!(board.text().contains("A contradiction was found in the log"));
        let page = admin.get("/trail").await;
        assert!(page.text().contains("The log of Hinomi contradicts"), "{}", page.text());
        let page =
            admin.submit(page.form_with_button("I have looked into it; close this alarm")).await;
        assert!(page.text().contains("Acknowledged by"));
        let board = admin.get(&format!("/p/{}", company.world.provider)).await;
        assert!(!board.text().contains("A contradiction was found in the log"));
        company.work_later().await;
        assert_eq!(company.world.mailer.sent().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_log_going_back_or_aside_is_noticed_by_what_the_peer_holds() {
    for (entries, words) in [(2, "our log was set back"), (6, "Our log contradicts the checkpoint")]
    {
        for databases in pairs().await {
            let (company, provider) = company_and_provider(databases).await;
            company.work().await;
            rewrite(&company, entries).await;
            company.work_later().await;
            let page = company.browser(ADMIN).get("/trail").await;
            assert!(page.text().contains(words), "{entries}: {}", page.text());
            assert_eq!(kept_files(&provider), ["3"], "what was kept stays");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_cannot_be_reached_is_said_so_and_is_no_alarm() {
    for database in TestDatabase::every_kind().await {
        let company = Prepared::on(database).await;
        let mut gone = company.as_peer("Hinomi", true).await;
        gone.url = "http://127.0.0.1:9/log".to_owned();
        let company = company.serve(|config| config.log.peers = vec![gone]);
        write(&company).await;
        company.work().await;
        let page = company.browser(ADMIN).get("/trail").await;
        let text = page.text();
        assert!(text.contains("Cannot be reached") && text.contains("Not yet"), "{text}");
        assert!(company.world.mailer.sent().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_our_own_log_that_was_changed_is_shouted_about_once() {
    for database in TestDatabase::every_kind().await {
        let one = Prepared::on(database).await.serve(|_| {});
        write(&one).await;
        write(&one).await;
        let key = hikeshi_proofs::log_key(&one.platform).unwrap();
        let publisher = Publisher::new(one.platform.data_folder.join("log"), key);
        let tx = one.platform.db.write(Fence::Open).await.unwrap();
        publisher.publish(tx.conn()).await.unwrap();
        let change = "UPDATE tlog_entry SET action = 'nothing' WHERE seq = 1";
        tx.conn().execute_unprepared(change).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let tx = one.platform.db.read(Fence::Open).await.unwrap();
            let error = publisher.publish(tx.conn()).await.unwrap_err();
            drop(tx);
            hikeshi_proofs::own_log_refused(&one.platform, &error).await;
        }
        let text = one.browser(ADMIN).get("/trail").await.text();
        assert_eq!(
            text.matches("An entry of our log is broken or was changed").count(),
            1,
            "{text}"
        );
    }
}
