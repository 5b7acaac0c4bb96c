//! Owners hear once a week before the day, and once when it has passed.

use crate::world::{DAY, OFFICER, STAFF, World};

#[tokio::test]
async fn an_owner_is_reminded_once_before_and_once_after() {
    for world in World::every_kind().await {
        world.taken(STAFF, "Change the locks", "2026-11-29", "none").await;
        for _ in 0..2 {
            world.minutes_later(DAY);
            world.drain_jobs().await;
        }
        // 22 November: seven days before.
        let sent = world.mailer.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert_eq!(sent[0].to, "staff@minato.example");
        assert!(sent[0].body.contains("Change the locks"), "{}", sent[0].body);
        for _ in 0..7 {
            world.minutes_later(DAY);
            world.drain_jobs().await;
        }
        assert_eq!(world.mailer.sent().len(), 1, "29 November: not late yet");
        for _ in 0..5 {
            world.minutes_later(DAY);
            world.drain_jobs().await;
        }
        assert_eq!(world.mailer.sent().len(), 2, "late, told once");
    }
}

#[tokio::test]
async fn what_is_done_is_not_reminded_and_what_nobody_owns_goes_to_the_officer() {
    for world in World::every_kind().await {
        let done = world.taken(STAFF, "Done in time", "2026-11-25", "none").await;
        let free = world.taken(STAFF, "Nobody's", "2026-11-25", "none").await;
        world.moved(&done, "Done").await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&free).await;
        officer.submit(page.form_with_button("Save").fill("Who sees to it", "")).await;
        for _ in 0..3 {
            world.minutes_later(DAY);
            world.drain_jobs().await;
        }
        let sent = world.mailer.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert_eq!(sent[0].to, "officer@minato.example");
        assert!(sent[0].body.contains("Nobody's") && !sent[0].body.contains("Done in time"));
    }
}
