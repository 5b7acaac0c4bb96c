//! How long ten thousand letters take: `cargo test --release --workspace --test filings -- --ignored`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use hikeshi_filings::letters::Channel;
use hikeshi_jobs::{Jobs, Registry};
use hikeshi_mail::FolderMailer;

use crate::letters_world::list_of;
use crate::world::World;

const PERSONS: usize = 10_000;
const BOUND: Duration = Duration::from_secs(300);

#[tokio::test]
#[ignore = "a measurement; it takes a minute"]
async fn ten_thousand_letters_go_out_within_five_minutes() {
    for world in World::every_kind().await {
        for channel in [Channel::Email, Channel::Paper] {
            let incident = world.incident(&["leak-lost"]).await;
            let prepared = Instant::now();
            let run = world.settled(&incident, channel, &list_of(PERSONS)).await;
            let prepared = prepared.elapsed();
            world.confirmed(&run).await;
            let folder = tempfile::tempdir().unwrap();
            let from = "notice@minato.example".to_owned();
            let mailer = FolderMailer::new(folder.path().to_owned(), from);
            let platform = Arc::new(world.with_post(Arc::new(mailer)));
            let mut registry = Registry::default();
            hikeshi_filings::register_jobs(&mut registry);
            hikeshi_incidents::register_jobs(&mut registry);
            hikeshi_identity::register_jobs(&mut registry);
            let (db, clock) = (platform.db.clone(), world.clock.clone());
            let jobs = Jobs::new(db, clock, platform, registry);
            let begun = Instant::now();
            jobs.drain().await.unwrap();
            let took = begun.elapsed();
            let (_, progress) = world.run_now(&incident, &run).await;
            assert_eq!(progress.sent, i64::try_from(PERSONS).unwrap());
            if channel == Channel::Email {
                assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), PERSONS);
            }
            let backend = world.platform.db.backend();
            eprintln!(
                "{PERSONS} by {}, {backend:?}: list {prepared:?}, run {took:?}",
                channel.name()
            );
            assert!(took < BOUND, "{took:?}");
        }
    }
}
