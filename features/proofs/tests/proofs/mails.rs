//! The checkpoint outside the machine.

use hikeshi_proofs::tick;
use uuid::Uuid;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn president_and_officer_get_the_checkpoint_once_a_month() {
    for world in World::every_kind().await {
        world.entry(world.company.0, Uuid::nil()).await;
        tick(&world.platform).await.unwrap();
        world.drain_jobs().await;
        assert!(world.mailer.sent().is_empty(), "not in the first week");
        world.minutes_later(8 * 24 * 60);
        for _ in 0..2 {
            tick(&world.platform).await.unwrap();
            world.drain_jobs().await;
        }
        let first = world.mailer.sent();
        let note = hikeshi_proofs::published(&world.platform).await.unwrap().unwrap().note;
        assert!(!first.is_empty() && first.iter().all(|mail| mail.body.contains(note.trim_end())));
        let mut to: Vec<_> = first.iter().map(|mail| mail.to.clone()).collect();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), first.len(), "one each");
        world.minutes_later(31 * 24 * 60);
        tick(&world.platform).await.unwrap();
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), first.len() * 2);
    }
}
