//! Letters go out: nobody gets two whatever happens, and the list does not stay.

use std::{
    process::Command,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use hikeshi_filings::{
    letters::{Channel, SendLetters, free_orphans},
    model::letter_run,
};
use hikeshi_incidents::model::incident;
use hikeshi_jobs::{Job as _, Jobs, Registry};
use hikeshi_web::Platform;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use crate::letters_world::{PostOffice, list_of};
use crate::world::{OFFICER, World};

/// Runs what is due, with this post office.
async fn drain(world: &World, platform: &Platform) {
    worker(world, platform).drain().await.unwrap();
}

/// The worker of a program, with this post office.
fn worker(world: &World, platform: &Platform) -> Jobs<Platform> {
    let mut registry = Registry::default();
    hikeshi_identity::register_jobs(&mut registry);
    hikeshi_filings::register_jobs(&mut registry);
    let context = Arc::new(platform.clone());
    Jobs::new(platform.db.clone(), world.clock.clone(), context, registry)
}

/// How many files are in the encrypted store.
async fn files(world: &World) -> usize {
    let later: Timestamp = "2100-01-01T00:00:00Z".parse().unwrap();
    world.platform.blobs.ids(later).await.unwrap().len()
}

async fn started(world: &World, list: &str) -> (incident::Model, letter_run::Model) {
    let incident = world.incident(&["leak-lost"]).await;
    let run = world.settled(&incident, Channel::Email, list).await;
    world.confirmed(&run).await;
    (incident, run)
}

#[tokio::test]
async fn a_worker_killed_in_the_middle_leaves_few_unknown_and_nobody_gets_two() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world, &list_of(300)).await;
        let post = Arc::new(PostOffice::default());
        let platform = world.with_post(post.clone());
        let job = SendLetters { company: run.company_id, run: run.id };
        let mut kills = 0;
        // Killed while letters are on their way, then at whatever moment the time is over.
        for after in [1_usize, 25, 47, 60, 105] {
            *post.ring_after.lock().unwrap() = after;
            tokio::select! {
                done = job.run(&platform) => done.unwrap(),
                () = post.bell.notified() => kills += 1,
            }
            world.minutes_later(6);
        }
        for millis in [1, 3, 5, 8, 12, 17] {
            let short = Duration::from_millis(millis);
            kills += i32::from(tokio::time::timeout(short, job.run(&platform)).await.is_err());
            world.minutes_later(6);
        }
        assert!(kills >= 5, "{kills}");
        *post.ring_after.lock().unwrap() = usize::MAX;
        for _ in 0..3 {
            drain(&world, &platform).await;
            world.minutes_later(6);
        }
        let (now, progress) = world.run_now(&incident, &run).await;
        assert!(post.taken().values().all(|count| *count == 1), "{:?}", post.taken());
        assert_eq!((progress.waiting(), progress.claimed), (0, 0), "{progress:?}");
        assert_eq!(progress.sent + progress.unknown, 300, "{progress:?}");
        assert!(progress.unknown > 0 && progress.unknown <= i64::from(kills) * 20, "{progress:?}");
        let taken = i64::try_from(post.count()).unwrap();
        assert!(progress.sent <= taken && taken <= 300, "{progress:?} {taken}");
        assert_eq!(now.state, "open");

        // The unknown ones are listed; nothing goes out on its own; a person decides.
        let mut officer = world.browser(OFFICER);
        let left = format!("{}/left", world.run_path(&run));
        let page = officer.get(&left).await;
        assert!(page.text().contains("sending stopped in the middle"), "{}", page.text());
        assert!(page.buttons().contains(&"Take those chosen as sent".to_owned()));
        let lines: Vec<String> = (2..302).map(|line| line.to_string()).collect();
        let mut pairs = vec![("act", "arrived")];
        pairs.extend(lines.iter().map(|line| ("line", line.as_str())));
        officer.post(&left, &pairs).await;
        let (_, progress) = world.run_now(&incident, &run).await;
        assert_eq!((progress.sent, progress.unknown), (300, 0));
        assert_eq!(i64::try_from(post.count()).unwrap(), taken);
        world.end(&mut officer, &run, &[("told", "yes")]).await;
        drain(&world, &platform).await;
        assert_eq!(world.run_now(&incident, &run).await.0.state, "ended");
        assert_eq!(files(&world).await, 1, "only the secret of the hashes stays");
    }
}

#[tokio::test]
async fn a_program_that_is_told_to_stop_sends_no_further_turn_and_the_next_one_goes_on() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world, &list_of(900)).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = 1;
        let platform = world.with_post(post.clone());
        let (stop, told) = watch::channel(false);
        let jobs = worker(&world, &platform);
        tokio::join!(jobs.work(told), async {
            post.bell.notified().await;
            stop.send_replace(true);
        });
        let sent = post.count();
        assert!((1..=200).contains(&sent), "{sent}");
        assert_eq!(world.run_now(&incident, &run).await.0.state, "running");
        drain(&world, &platform).await;
        assert_eq!(world.run_now(&incident, &run).await.1.sent, 900);
        assert!(post.taken().values().all(|count| *count == 1));
    }
}

#[tokio::test]
async fn what_a_killed_program_left_goes_on_at_once_where_nobody_else_can_be_at_work() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world, &list_of(300)).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = 30;
        let platform = world.with_post(post.clone());
        let jobs = worker(&world, &platform);
        tokio::select! {
            ran = jobs.drain() => panic!("it was to be killed: {ran:?}"),
            () = post.bell.notified() => {}
        }
        let sent = post.count();
        *post.ring_after.lock().unwrap() = usize::MAX;
        drain(&world, &platform).await;
        assert_eq!(post.count(), sent, "its locks still hold");
        let tx = platform.db.write(world.program().fence()).await.unwrap();
        assert_eq!(hikeshi_jobs::free_orphans(&tx).await.unwrap(), 1);
        assert_eq!(free_orphans(&tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        drain(&world, &platform).await;
        let (_, progress) = world.run_now(&incident, &run).await;
        assert_eq!(progress.sent + progress.unknown, 300, "{progress:?}");
        assert!(progress.unknown <= 20, "{progress:?}");
        assert!(post.taken().values().all(|count| *count == 1));
    }
}

#[tokio::test]
async fn failed_letters_are_listed_with_the_reason_and_can_be_sent_again() {
    for world in World::every_kind().await {
        let list =
            "name,email\nAbe,abe@example.jp\nBaba,refused@example.jp\nChiba,breaks@example.jp\n";
        let (incident, run) = started(&world, list).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = usize::MAX;
        let platform = world.with_post(post.clone());
        drain(&world, &platform).await;
        let (now, progress) = world.run_now(&incident, &run).await;
        assert_eq!(now.state, "open");
        assert_eq!((progress.sent, progress.failed, progress.unknown), (1, 1, 1));
        let mut officer = world.browser(OFFICER);
        let left = format!("{}/left", world.run_path(&run));
        let text = officer.get(&left).await.text();
        for words in ["Baba", "did not take it", "Chiba", "the connection broke"] {
            assert!(text.contains(words), "{text}");
        }
        assert!(!text.contains("Abe"), "{text}");
        officer.post(&left, &[("act", "again"), ("line", "3"), ("line", "2")]).await;
        let (now, progress) = world.run_now(&incident, &run).await;
        assert_eq!((now.state.as_str(), progress.again), ("running", 1), "line 2 was sent");
        // The address works now: the world's own post office takes everything.
        world.drain_jobs().await;
        let sent = world.letters_sent();
        assert_eq!(sent.iter().map(|mail| &*mail.to).collect::<Vec<_>>(), ["refused@example.jp"]);
        let (now, progress) = world.run_now(&incident, &run).await;
        assert_eq!((now.state.as_str(), progress.sent, progress.unknown), ("open", 2, 1));
    }
}

#[tokio::test]
async fn a_mail_server_that_refuses_everything_holds_the_run_until_somebody_goes_on() {
    let world = World::every_kind().await.remove(0);
    let (incident, run) = started(&world, &list_of(100)).await;
    let post = Arc::new(PostOffice::default());
    *post.ring_after.lock().unwrap() = usize::MAX;
    *post.closed.lock().unwrap() = true;
    let platform = world.with_post(post.clone());
    drain(&world, &platform).await;
    let (now, progress) = world.run_now(&incident, &run).await;
    assert_eq!((now.state.as_str(), progress.failed), ("paused", 20));
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&world.run_path(&run)).await;
    assert!(page.text().contains("Check the mail settings"), "{}", page.text());
    *post.closed.lock().unwrap() = false;
    officer.submit(page.form_with_button("Go on")).await;
    drain(&world, &platform).await;
    assert_eq!(world.run_now(&incident, &run).await.1.sent, 80);
}

#[tokio::test]
async fn pausing_stops_after_the_letters_on_their_way_and_cancelling_deletes_the_list() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world, &list_of(200)).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = 1;
        post.waits.store(true, Ordering::SeqCst);
        let platform = world.with_post(post.clone());
        let job = SendLetters { company: run.company_id, run: run.id };
        let mut officer = world.browser(OFFICER);
        let act = format!("{}/act", world.run_path(&run));
        let (done, ()) = tokio::join!(job.run(&platform), async {
            post.bell.notified().await;
            officer.post(&act, &[("act", "pause")]).await;
            post.go_on.notify_one();
        });
        done.unwrap();
        let (now, progress) = world.run_now(&incident, &run).await;
        assert_eq!(now.state, "paused");
        assert!(progress.sent >= 20 && progress.sent < 200, "{progress:?}");
        drain(&world, &platform).await;
        assert_eq!(world.run_now(&incident, &run).await.1, progress, "paused is paused");
        officer.post(&act, &[("act", "cancel")]).await;
        drain(&world, &platform).await;
        assert_eq!(files(&world).await, 1);
        let page = officer.get(&world.run_path(&run)).await;
        assert!(page.text().contains("The list is deleted"), "{}", page.text());
        assert_eq!(officer.post(&act, &[("act", "resume")]).await.status(), 409);
        // Beside the letters, the mail that asked for the second confirmation.
        assert_eq!(i64::try_from(post.count()).unwrap(), progress.sent + 1);
    }
}

#[tokio::test]
async fn whether_somebody_was_told_can_be_answered_without_the_list() {
    for world in World::every_kind().await {
        let (incident, _) = started(&world, &list_of(5)).await;
        world.drain_jobs().await;
        assert_eq!(files(&world).await, 1);
        let mut officer = world.browser(OFFICER);
        let path = world.path(&incident, "/letters/told");
        let text = officer.post(&path, &[("email", "P3@example.jp")]).await.text();
        assert!(text.contains("A letter was sent"), "{text}");
        let text = officer.post(&path, &[("email", "p9@example.jp")]).await.text();
        assert!(text.contains("No letter went to this address"), "{text}");
        let text = officer.post(&path, &[("name", "person 3")]).await.text();
        assert!(text.contains("There were 1 recipients of this name"), "{text}");
    }
}

#[tokio::test]
async fn a_list_that_nobody_uses_goes_after_a_week() {
    let world = World::every_kind().await.remove(0);
    let incident = world.incident(&["leak-lost"]).await;
    let run = world.settled(&incident, Channel::Email, &list_of(5)).await;
    assert_eq!(files(&world).await, 3, "the file, the recipients, the secret");
    world.clock.advance(SignedDuration::from_hours(7 * 24 - 1));
    world.drain_jobs().await;
    assert_eq!(world.run_now(&incident, &run).await.0.state, "confirm");
    world.clock.advance(SignedDuration::from_hours(2));
    world.drain_jobs().await;
    assert_eq!(world.run_now(&incident, &run).await.0.state, "expired");
    assert_eq!(files(&world).await, 1);
}

#[tokio::test]
async fn letters_on_paper_stand_in_files_one_page_for_each_person() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let run = world.settled(&incident, Channel::Paper, &list_of(700)).await;
        world.confirmed(&run).await;
        let job = SendLetters { company: run.company_id, run: run.id };
        // Killed at whatever moment: no file is lost or made twice.
        for millis in [1, 40, 200] {
            let short = Duration::from_millis(millis);
            let _ = tokio::time::timeout(short, job.run(&world.platform)).await;
            world.minutes_later(6);
        }
        for _ in 0..3 {
            world.drain_jobs().await;
            world.minutes_later(6);
        }
        let (now, progress) = world.run_now(&incident, &run).await;
        assert_eq!((now.state.as_str(), progress.sent), ("open", 700));
        let mut officer = world.browser(OFFICER);
        let mut letters = 0;
        let page = officer.get(&world.run_path(&run)).await;
        for link in page.links().into_iter().filter(|link| link.href.contains("/files/")) {
            let file = officer.fetch(&link.href).await;
            assert_eq!(file.header("content-type"), "application/pdf");
            letters += text_of(&file.body).matches("we have lost data about you").count();
        }
        assert_eq!(letters, 700);
        let page = world.end(&mut officer, &run, &[("posted", "no")]).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.drain_jobs().await;
        assert_eq!(officer.get(&format!("{}/files/0", world.run_path(&run))).await.status(), 404);
    }
}

fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letters.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn who_got_the_letter_in_a_run_that_was_cancelled_gets_none_in_the_next() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world, &list_of(190)).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = 1;
        post.waits.store(true, Ordering::SeqCst);
        let platform = world.with_post(post.clone());
        let job = SendLetters { company: run.company_id, run: run.id };
        let mut officer = world.browser(OFFICER);
        let act = format!("{}/act", world.run_path(&run));
        let next = world.settled(&incident, Channel::Email, &list_of(191)).await;
        let (done, ()) = tokio::join!(job.run(&platform), async {
            post.bell.notified().await;
            officer.post(&act, &[("act", "pause")]).await;
            post.go_on.notify_one();
        });
        done.unwrap();
        let seen = next.version.to_string();
        let confirm = format!("{}/confirm", world.run_path(&next));
        let page = officer.post(&confirm, &[("seen", &seen)]).await;
        assert_eq!(page.status(), 409, "the first run is only held");
        officer.post(&act, &[("act", "cancel")]).await;
        drain(&world, &platform).await;
        let sent = post.count();
        assert!((1..190).contains(&sent), "{sent}");
        let page = world.hand_over(&mut officer, &next, list_of(191)).await;
        assert!(page.text().contains("got this letter before"), "{}", page.text());
        let form = page.form_with_button("Use this list").choose("Go on without these rows");
        officer.submit(form).await;
        world.confirmed(&next).await;
        *post.ring_after.lock().unwrap() = usize::MAX;
        drain(&world, &platform).await;
        // Beside the letters, the mails that asked for the second confirmation of each run.
        assert_eq!(post.count(), 191 + 2);
        let taken = post.taken();
        let mut letters = taken.iter().filter(|(to, _)| !to.ends_with("@minato.example"));
        assert!(letters.all(|(_, count)| *count == 1), "{taken:?}");
    }
}
