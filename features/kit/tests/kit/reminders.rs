//! People are reminded to print again.

use crate::world::{OFFICER, World};

const DAY: i64 = 24 * 60;

#[tokio::test]
async fn a_change_makes_one_mail_a_day_later_and_an_expired_kit_another() {
    for world in World::every_kind().await {
        world.edition().await;
        let mut officer = world.looked_after(OFFICER).await;
        let page = officer.get(&world.page("/kit")).await;
        let note = page.form_with_button("Note that it is printed").fill("Place", "Safe");
        officer.submit(note).await;
        days(&world, 3).await;
        assert_eq!(mails(&world), 0, "nothing has changed");

        world.contact("Megumi", "080-0000-0031").await;
        days(&world, 1).await;
        assert_eq!(mails(&world), 0, "the change was seen today");
        days(&world, 2).await;
        assert_eq!(mails(&world), 2, "the officer and the administrator, once each");
        let mail = world.mailer.sent().into_iter().last().unwrap();
        assert!(mail.body.contains(&world.page("/kit")), "{}", mail.body);
        days(&world, 20).await;
        assert_eq!(mails(&world), 2, "nobody is reminded every day");
        days(&world, 15).await;
        assert_eq!(mails(&world), 4, "but again after a month");
    }
}

/// Lets days go by, with the jobs of each.
async fn days(world: &World, count: i64) {
    for _ in 0..count {
        world.minutes_later(DAY + 1);
        world.drain_jobs().await;
    }
}

fn mails(world: &World) -> usize {
    world.mailer.sent().len()
}
