//! The call tree: escalation, confirmation, and that nothing is sent twice.

use hikeshi_directory::{NewContact, add_contact};
use hikeshi_incidents::{
    calls::{CallState, EscalateCall, MailCall, Round, rounds_of, start_round},
    case::{Level, LevelDecision, NewIncident, Purpose, TimelineFilter, decide_level, timeline},
    closing::{Closed, ClosingAct, ClosingStep, act_on_closing},
    model::incident,
};
use hikeshi_jobs::Job as _;
use hikeshi_kernel::Moment;

use crate::world::{ANALYST, OFFICER, STRANGER, World};

/// The officer at level 2, the president at level 3; each has ten minutes.
async fn world_with_tree(world: &World) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    for (level, name) in [(2, "Takahashi"), (3, "Tanabe"), (1, "Kobayashi")] {
        let new = NewContact {
            level,
            name: name.to_owned(),
            phone: "080-0000-0001".to_owned(),
            email: format!("{}@minato.example", name.to_lowercase()),
            wait_minutes: 10,
            ..NewContact::default()
        };
        add_contact(&tx, &world.platform, &scope, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn call(world: &World, incident: &incident::Model, level: u8) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    start_round(&tx, &world.platform, &scope, incident, level).await.unwrap();
    tx.commit().await.unwrap();
    world.drain_jobs().await;
}

async fn rounds(world: &World, incident: &incident::Model) -> Vec<Round> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    rounds_of(&tx, incident).await.unwrap()
}

fn states(round: &Round) -> Vec<(&str, CallState)> {
    round.attempts.iter().map(|row| (row.name.as_str(), CallState::of(row))).collect()
}

fn called(world: &World) -> Vec<String> {
    world.mailer.sent().into_iter().map(|mail| mail.to).collect()
}

/// The path of the link in the latest mail.
fn link(world: &World) -> String {
    let mail = world.mailer.sent().pop().unwrap();
    let start = mail.body.find("/call/").unwrap();
    mail.body[start..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn without_an_answer_the_next_person_is_called_and_nothing_is_sent_twice() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        assert_eq!(called(&world), ["takahashi@minato.example"]);
        assert!(world.mailer.sent()[0].body.contains(&incident.number));

        world.minutes_later(9);
        world.drain_jobs().await;
        assert_eq!(called(&world).len(), 1, "ten minutes are not over");
        world.minutes_later(1);
        world.drain_jobs().await;
        let expected = ["takahashi@minato.example", "tanabe@minato.example"];
        assert_eq!(called(&world), expected);
        let round = &rounds(&world, &incident).await[0];
        assert_eq!(
            states(round),
            [("Takahashi", CallState::Passed), ("Tanabe", CallState::Called)]
        );

        let attempt = round.attempts[0].id;
        let again = EscalateCall { attempt, company: incident.company_id };
        again.run(&world.platform).await.unwrap();
        world.drain_jobs().await;
        assert_eq!(called(&world), expected, "the same job twice calls nobody");

        world.minutes_later(10);
        world.drain_jobs().await;
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let lines = timeline(&tx, &incident, &TimelineFilter::default()).await.unwrap();
        assert_eq!(lines.len(), 5, "called, passed, called, passed, nobody left");
        assert!(lines.iter().all(|line| line.automatic && line.kind == "call"));
    }
}

#[tokio::test]
async fn the_link_confirms_without_signing_in_and_only_by_its_button() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let mut phone = world.nobody();
        let page = phone.get(&link(&world)).await;
        assert!(page.text().contains("Ransom note"));
        assert_eq!(
            states(&rounds(&world, &incident).await[0])[0].1,
            CallState::Called,
            "a mail program that opens the link confirms nothing"
        );
        let page = phone.submit(page.form_with_button("I have seen it")).await;
        assert!(page.text().contains("Takahashi confirmed"), "{}", page.text());

        world.minutes_later(60);
        world.drain_jobs().await;
        assert_eq!(called(&world).len(), 1, "nobody else is called");
        let round = &rounds(&world, &incident).await[0];
        assert_eq!(
            states(round),
            [("Takahashi", CallState::Acknowledged), ("Tanabe", CallState::Ended)]
        );
        assert_eq!(phone.get(&format!("/call/{}", "0".repeat(64))).await.status(), 404);
        let page = phone.post(&format!("/call/{}", "0".repeat(64)), &[]).await;
        assert_eq!(page.status(), 404);
    }
}

#[tokio::test]
async fn a_higher_level_starts_a_new_round_and_ends_the_older_one() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 1).await;
        call(&world, &incident, 1).await;
        assert_eq!(rounds(&world, &incident).await.len(), 1, "the same level calls once");
        call(&world, &incident, 3).await;
        let all = rounds(&world, &incident).await;
        assert_eq!(states(&all[0]), [("Tanabe", CallState::Called)]);
        assert!(states(&all[1]).iter().all(|(_, state)| *state == CallState::Ended));
        world.minutes_later(10);
        world.drain_jobs().await;
        assert_eq!(called(&world), ["kobayashi@minato.example", "tanabe@minato.example"]);
    }
}

#[tokio::test]
async fn closing_ends_the_calls_and_a_link_in_the_mail_confirms_nothing_any_more() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let (link, scope) = (link(&world), world.program());
        let mut phone = world.nobody();
        let seen = phone.get(&link).await;
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        let level = LevelDecision {
            level: Level::new(0).unwrap(),
            kinds: vec!["ransomware".to_owned()],
            reason: "test".to_owned(),
            seen_version: None,
        };
        let decided = decide_level(&tx, &world.platform, &scope, &incident, level).await;
        let seen_version = decided.unwrap().unwrap().version;
        let act = ClosingAct { step: ClosingStep::Close, seen_version, note: String::new() };
        let closed = act_on_closing(&tx, &world.platform, &scope, &incident, act).await.unwrap();
        assert!(matches!(closed, Closed::Done(_)), "{closed:?}");
        tx.commit().await.unwrap();

        let page = phone.submit(seen.form_with_button("I have seen it")).await;
        assert!(!page.text().contains("Takahashi confirmed"), "{}", page.text());
        world.minutes_later(60);
        world.drain_jobs().await;
        assert_eq!(called(&world).len(), 1, "nobody else is called");
        let round = &rounds(&world, &incident).await[0];
        assert!(states(round).iter().all(|(_, state)| *state == CallState::Ended));
    }
}

#[tokio::test]
async fn a_mail_sent_twice_carries_a_new_link_and_nobody_is_mailed_after_confirming() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let old = link(&world);
        let attempt = rounds(&world, &incident).await[0].attempts[0].id;
        let again = MailCall { attempt, company: incident.company_id };
        again.run(&world.platform).await.unwrap();
        let mut phone = world.nobody();
        assert_eq!(phone.get(&old).await.status(), 404, "the first link was replaced");
        let page = phone.get(&link(&world)).await;
        phone.submit(page.form_with_button("I have seen it")).await;
        again.run(&world.platform).await.unwrap();
        assert_eq!(called(&world).len(), 2);
    }
}

#[tokio::test]
async fn calling_again_with_a_double_click_calls_everybody_once() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        world.minutes_later(1);
        let again = world.path(&incident, "/people/call-again");
        for _ in 0..2 {
            world.browser(OFFICER).post(&again, &[]).await;
        }
        world.drain_jobs().await;
        assert_eq!(rounds(&world, &incident).await.len(), 2);
        assert_eq!(called(&world).len(), 2);
    }
}

#[tokio::test]
async fn a_drill_calls_nobody() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let drill = NewIncident {
            title: "Drill".to_owned(),
            purpose: Purpose::Drill,
            kinds: vec![],
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::Unknown,
        };
        let incident = world.incident_with(drill).await;
        call(&world, &incident, 3).await;
        assert!(called(&world).is_empty());
        assert!(rounds(&world, &incident).await.is_empty());
    }
}

#[tokio::test]
async fn a_confirmation_by_telephone_names_who_telephoned() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let path = world.path(&incident, "/people");
        let mut analyst = world.browser(ANALYST);
        let page = analyst.get(&path).await;
        assert!(page.text().contains("080-0000-0001"));
        let page = analyst.submit(page.form_with_button("Tanabe confirmed by telephone")).await;
        assert!(page.text().contains("by telephone (analyst of hinomi)"), "{}", page.text());
        let round = &rounds(&world, &incident).await[0];
        assert_eq!(states(round)[1].1, CallState::Acknowledged);

        let id = round.attempts[0].id.to_string();
        let act = format!("{path}/acknowledge");
        let stranger = world.browser(STRANGER).post(&act, &[("id", &id)]).await;
        assert_eq!(stranger.status(), 404);
        let elsewhere = world.incident("Other", &["outage"]).await;
        let act = world.path(&elsewhere, "/people/acknowledge");
        let foreign = world.browser(OFFICER).post(&act, &[("id", &id)]).await;
        assert_eq!(foreign.status(), 404, "a call of another incident");
    }
}

/// Decides the level as the page does, with the calls that follow.
async fn level(world: &World, incident: &incident::Model, level: u8) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let decision = LevelDecision {
        level: Level::new(level).unwrap(),
        kinds: vec!["ransomware".to_owned()],
        reason: "test".to_owned(),
        seen_version: None,
    };
    let decided = decide_level(&tx, &world.platform, &scope, incident, decision).await.unwrap();
    start_round(&tx, &world.platform, &scope, &decided.unwrap(), level).await.unwrap();
    tx.commit().await.unwrap();
    world.drain_jobs().await;
    world.minutes_later(1);
}

async fn lines(world: &World, incident: &incident::Model) -> Vec<String> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    let lines = timeline(&tx, incident, &TimelineFilter::default()).await.unwrap();
    lines.into_iter().filter(|line| line.kind == "call").map(|line| line.text).collect()
}

/// The words of the timeline, which is written in Japanese.
fn said(world: &World, key: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    world.platform.words(hikeshi_kernel::Lang::Ja).ta(key, values)
}

#[tokio::test]
async fn when_nobody_comes_after_the_log_says_so_and_names_who_else_may_be_telephoned() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 3).await;
        let mail = world.mailer.sent().pop().unwrap();
        let due = world.platform.clock.now() + jiff::SignedDuration::from_mins(10);
        let due = world.platform.words(hikeshi_kernel::Lang::Ja).date_time(due);
        let last = said(&world, "calls-mail-last", &[("due", &due)]);
        assert!(mail.body.contains(&last), "{last} is not in {}", mail.body);
        let page = world.nobody().get(&link(&world)).await;
        assert!(page.text().contains("You are the last person"), "{}", page.text());

        world.minutes_later(10);
        world.drain_jobs().await;
        let all = lines(&world, &incident).await;
        let passed = [("name", &"Tanabe" as &dyn std::fmt::Display), ("minutes", &10)];
        assert_eq!(all.len(), 3, "called, passed, nobody left: {all:?}");
        assert!(all.contains(&said(&world, "calls-line-passed-last", &passed)), "{all:?}");
        assert!(!all.contains(&said(&world, "calls-line-passed", &passed)), "{all:?}");
        let nobody = said(&world, "calls-line-nobody-left", &[]);
        let last = all.iter().find(|line| line.starts_with(&nobody)).unwrap();
        for other in ["Hinomi", "050-0000-0119", "Takahashi", "Kobayashi", "080-0000-0001"] {
            assert!(last.contains(other), "{other}: {last}");
        }
        assert!(!last.contains("Tanabe"), "who was called is no other: {last}");
        let page = world.browser(OFFICER).get(&world.path(&incident, "/people")).await;
        assert!(page.text().contains("Others you can telephone"), "{}", page.text());
        let provider = page.links().into_iter().find(|link| link.href == "tel:05000000119");
        assert!(provider.is_some(), "{:?}", page.links());
    }
}

#[tokio::test]
async fn an_empty_tree_names_the_provider() {
    for world in World::every_kind().await {
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let all = lines(&world, &incident).await;
        assert_eq!(all.len(), 1);
        assert!(all[0].starts_with(&said(&world, "calls-line-nobody", &[])), "{all:?}");
        assert!(all[0].contains("050-0000-0119"), "{all:?}");
    }
}

#[tokio::test]
async fn a_level_that_sinks_and_rises_again_calls_anew_whoever_did_not_confirm() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        level(&world, &incident, 3).await;
        level(&world, &incident, 2).await;
        let (takahashi, tanabe) = ("takahashi@minato.example", "tanabe@minato.example");
        assert_eq!(called(&world), [tanabe, takahashi], "the calls follow the level");
        let attempt = rounds(&world, &incident).await[0].attempts[0].id.to_string();
        let path = world.path(&incident, "/people/acknowledge");
        world.browser(OFFICER).post(&path, &[("id", &attempt)]).await;

        level(&world, &incident, 3).await;
        assert_eq!(called(&world), [tanabe, takahashi, tanabe], "who did not confirm, again");
        level(&world, &incident, 3).await;
        assert_eq!(called(&world).len(), 3, "the same level saved again calls nobody");

        let tanabe_now = rounds(&world, &incident).await[0].attempts[0].id.to_string();
        world.browser(OFFICER).post(&path, &[("id", &tanabe_now)]).await;
        for number in [2, 3, 1, 3] {
            level(&world, &incident, number).await;
        }
        world.minutes_later(60);
        world.drain_jobs().await;
        assert_eq!(called(&world).len(), 3, "everybody who answers for it knows");
    }
}

#[tokio::test]
async fn the_escalation_acts_once_however_often_and_late_it_runs() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        let attempt = rounds(&world, &incident).await[0].attempts[0].id;
        let job = EscalateCall { attempt, company: incident.company_id };
        job.run(&world.platform).await.unwrap();
        assert_eq!(lines(&world, &incident).await.len(), 1, "before its time it does nothing");

        // The machine was off for three hours; then two workers take the same job.
        world.minutes_later(180);
        let (first, second) = tokio::join!(job.run(&world.platform), job.run(&world.platform));
        first.unwrap();
        second.unwrap();
        world.drain_jobs().await;
        job.run(&world.platform).await.unwrap();
        let round = rounds(&world, &incident).await.remove(0);
        assert_eq!(
            states(&round),
            [("Takahashi", CallState::Passed), ("Tanabe", CallState::Called)]
        );
        let now = hikeshi_kernel::to_millis(world.platform.clock.now());
        assert_eq!(round.attempts[1].due_at, Some(now + 600_000), "ten minutes from now");
        assert_eq!(lines(&world, &incident).await.len(), 3, "called, passed, called");
        assert_eq!(called(&world).len(), 2);
    }
}

#[tokio::test]
async fn an_escalation_that_was_killed_in_the_middle_leaves_nothing_behind() {
    for world in World::every_kind().await {
        world_with_tree(&world).await;
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        call(&world, &incident, 2).await;
        world.minutes_later(10);
        let attempt = rounds(&world, &incident).await[0].attempts[0].id;
        let job = EscalateCall { attempt, company: incident.company_id };
        // A run that is dropped after a while stands for the process killed at that moment.
        for tenths in 0..40 {
            let while_it_lives = std::time::Duration::from_micros(tenths * 100);
            let _ = tokio::time::timeout(while_it_lives, job.run(&world.platform)).await;
        }
        world.drain_jobs().await;
        let round = rounds(&world, &incident).await.remove(0);
        assert_eq!(
            states(&round),
            [("Takahashi", CallState::Passed), ("Tanabe", CallState::Called)]
        );
        assert_eq!(lines(&world, &incident).await.len(), 3, "called, passed, called");
        assert_eq!(called(&world).len(), 2);
    }
}
