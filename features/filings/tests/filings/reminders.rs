//! Reminders: to whom, when, and never twice.

use hikeshi_filings::duties::Remind;
use hikeshi_incidents::model::incident;
use hikeshi_jobs::Job as _;
use jiff::Timestamp;

use crate::world::{OFFICER, World};

const DUE: &str = "2026-11-24T14:59:59Z";

/// Who was mailed about the duty since the last look.
async fn mailed(world: &World, seen: &mut usize) -> Vec<String> {
    world.drain_jobs().await;
    let sent = world.mailer.sent();
    let new = sent.iter().skip(*seen).filter(|mail| mail.body.contains("/duties/ppc-preliminary"));
    let mut to: Vec<String> = new.map(|mail| mail.to.clone()).collect();
    *seen = sent.len();
    to.sort();
    to
}

fn until(world: &World, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    let minutes = at.duration_since(world.platform.clock.now()).as_mins();
    world.minutes_later(minutes + 1);
}

#[tokio::test]
async fn reminders_reach_more_people_the_later_it_gets_and_stop_when_it_is_done() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut seen = 0;
        assert!(mailed(&world, &mut seen).await.is_empty());
        until(&world, "2026-11-22T14:59:59Z");
        let company = ["officer@minato.example", "staff@minato.example"];
        assert_eq!(mailed(&world, &mut seen).await, company);
        assert!(mailed(&world, &mut seen).await.is_empty(), "once");
        world.fact(&incident, "event", "More is known").await;
        assert!(mailed(&world, &mut seen).await.is_empty(), "counting anew mails nobody");
        until(&world, "2026-11-23T14:59:59Z");
        let with_provider =
            ["analyst@hinomi.example", "officer@minato.example", "staff@minato.example"];
        assert_eq!(mailed(&world, &mut seen).await, with_provider);
        until(&world, "2026-11-24T15:01:00Z");
        let all = [
            "analyst@hinomi.example",
            "officer@minato.example",
            "president@minato.example",
            "staff@minato.example",
        ];
        assert_eq!(mailed(&world, &mut seen).await, all, "over: one mail, not also the late one");
        report(&world, &incident).await;
        world.minutes_later(7 * 24 * 60);
        assert!(mailed(&world, &mut seen).await.is_empty(), "done");
    }
}

#[tokio::test]
async fn a_limit_that_nobody_looks_at_goes_up_to_the_president() {
    for world in World::every_kind().await {
        world.incident(&["ransomware"]).await;
        let mut seen = 0;
        until(&world, "2026-11-25T15:00:00Z");
        let up = ["analyst@hinomi.example", "officer@minato.example", "president@minato.example"];
        assert_eq!(mailed(&world, &mut seen).await, up, "of all that is over only the last");
        until(&world, "2026-11-27T15:00:00Z");
        assert_eq!(mailed(&world, &mut seen).await, up);
        until(&world, "2026-12-10T15:00:00Z");
        assert!(mailed(&world, &mut seen).await.is_empty());
    }
}

#[tokio::test]
async fn a_reminder_that_runs_twice_or_for_a_limit_that_moved_does_no_harm() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        until(&world, "2026-11-22T14:59:59Z");
        let due: Timestamp = DUE.parse().unwrap();
        let job = |due_at: i64| Remind {
            company: incident.company_id,
            incident: incident.id,
            key: "ppc-preliminary".to_owned(),
            due_at,
            reminder: "two-days-before".to_owned(),
        };
        for _ in 0..2 {
            job(due.as_millisecond()).run(&world.platform).await.unwrap();
            job(due.as_millisecond() + 1).run(&world.platform).await.unwrap();
        }
        assert_eq!(mailed(&world, &mut 0).await.len(), 2, "officer and staff, once each");
    }
}

#[tokio::test]
async fn limits_due_about_the_same_time_go_out_in_one_mail_a_person() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        for (with, hours) in [("Tsubame Works", "70"), ("Kawara Bank", "72")] {
            let path = format!("/c/{}/reporting/clauses", world.company);
            let clause = [("counterpart", with), ("hours", hours), ("source", "")];
            assert_eq!(officer.post(&path, &clause).await.status(), 200);
        }
        world.incident(&["outage"]).await;
        world.drain_jobs().await;
        let mails = |from: usize| {
            let all = world.mailer.sent().into_iter().skip(from);
            let mails = all.map(|mail| {
                let names = |name: &&str| mail.body.contains(*name);
                let named = ["Tsubame Works", "Kawara Bank"].iter().filter(|n| names(n)).count();
                (mail.to, named)
            });
            mails.collect::<Vec<_>>()
        };
        let mut seen = mails(0).len();
        // Two days before the earlier one: both are named, and the later one is not mailed again.
        until(&world, "2026-11-20T20:50:00Z");
        world.drain_jobs().await;
        let mut sent = mails(seen);
        sent.sort();
        let both = |to: &str| (format!("{to}@minato.example"), 2);
        assert_eq!(sent, [both("officer"), both("staff")]);
        seen += sent.len();
        until(&world, "2026-11-20T23:00:00Z");
        world.drain_jobs().await;
        assert!(mails(seen).is_empty(), "{:?}", mails(seen));
        // That a limit is over is said when it is over, also after a mail about both.
        until(&world, "2026-11-22T20:50:00Z");
        world.drain_jobs().await;
        let before = world.mailer.sent().len();
        until(&world, "2026-11-22T22:51:00Z");
        world.drain_jobs().await;
        let later = mails(before);
        assert!(later.contains(&("president@minato.example".to_owned(), 1)), "{later:?}");
    }
}

async fn report(world: &World, incident: &incident::Model) {
    let mut officer = world.signed_in(OFFICER).await;
    let page = officer.get(&world.duty(incident)).await;
    let form = page.form_with_button("Record the decision").choose("Reported");
    let page = officer.submit(form.fill("Reported at", "2026-11-24 23:30")).await;
    assert_eq!(page.status(), 200, "{}", page.text());
}
