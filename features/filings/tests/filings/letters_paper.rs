//! From an approved paper to letters, and back to what was told to whom.

use std::{collections::BTreeSet, sync::Arc};

use hikeshi_filings::{
    duties::decision_history,
    letters::{Channel, SendLetters, check_list, guess_roles, read_table},
    papers::{events_of, find_paper, kinds},
};
use hikeshi_incidents::model::incident;
use hikeshi_jobs::Job as _;
use hikeshi_testkit::Browser;

use crate::letters_world::{PostOffice, list_of};
use crate::paper_life::{APPROVE, CHECK, act, begin, path_of};
use crate::world::{EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

const SEND: &str = "Send it by e-mail to the persons on a list";
const PRINT: &str = "Make letters to the persons on a list";

/// An approved letter of that kind; the path of its page.
async fn approved(world: &World, incident: &incident::Model, kind: &str) -> String {
    let mut staff = world.browser(STAFF);
    let kind = format!("{kind}?duty=person-notice");
    let paper = path_of(&begin(world, &mut staff, incident, &kind).await);
    world.minutes_later(1);
    act(&mut world.browser(OFFICER), &paper, CHECK).await;
    world.minutes_later(1);
    let page = act(&mut world.browser(PRESIDENT), &paper, APPROVE).await;
    assert!(page.text().contains("is approved and no longer changes"), "{}", page.text());
    paper
}

/// The form of the page's button, as pairs to post again.
async fn form(browser: &mut Browser, paper: &str) -> Vec<(String, String)> {
    browser.get(paper).await.form_with_button(SEND).pairs()
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (&**name, &**value)).collect()
}

/// How often the paper was given out, and how often its duty was decided as reported.
async fn on_record(world: &World, incident: &incident::Model, paper: &str) -> (usize, usize) {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let row = find_paper(&tx, &scope, incident, paper.rsplit('/').next().unwrap()).await.unwrap();
    let events = events_of(&tx, &row).await.unwrap();
    let decisions = decision_history(&tx, incident, "person-notice").await.unwrap();
    (
        events.iter().filter(|event| event.act == "filed").count(),
        decisions.iter().filter(|decision| decision.choice == "reported").count(),
    )
}

#[tokio::test]
async fn an_approved_mail_reaches_everybody_and_its_duty_counts_as_reported_once() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        world.fact(&incident, "persons_count", "3").await;
        // The letter says what was approved, not what the facts say later.
        world.fact(&incident, "event", "Three servers were wiped").await;
        let mut staff = world.browser(STAFF);
        let page = act(&mut staff, &paper, SEND).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("Waits for the list"), "{}", page.text());
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(3)).await;
        world.confirmed(&run).await;
        world.drain_jobs().await;
        let sent = world.letters_sent();
        assert_eq!(sent.len(), 3);
        for mail in &sent {
            assert!(mail.body.starts_with("Dear Person "), "{}", mail.body);
            assert!(mail.subject.starts_with("Notice and apology"), "{}", mail.subject);
            assert!(!mail.body.contains("wiped") && !mail.body.contains("{{"), "{}", mail.body);
        }

        let mut officer = world.browser(OFFICER);
        let text = officer.get(&paper).await.text();
        assert!(text.contains("3 persons (E-mail)"), "{text}");
        let told = officer.get(&world.path(&incident, "/filings")).await;
        assert_eq!(told.text().matches("3 persons (E-mail)").count(), 1, "{}", told.text());
        let proof = told.links().into_iter().find(|link| link.href.contains("/letters/"));
        assert_eq!(proof.unwrap().href, world.run_path(&run));
        assert_eq!(on_record(&world, &incident, &paper).await, (1, 1));
        let again = officer.get(&format!("{paper}/filed")).await.text();
        assert!(again.contains("it was sent already"), "{again}");

        // Further persons get the same letter; the paper is not given out a second time.
        let page = act(&mut staff, &paper, SEND).await;
        let next = world.run_of_page(&incident, &page).await;
        assert_ne!(next.id, run.id);
        let next = world.settle(&incident, next, &list_of(5)).await;
        world.confirmed(&next).await;
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 5, "three have it already");
        let told = officer.get(&world.path(&incident, "/filings")).await;
        assert_eq!(told.text().matches("2 persons (E-mail)").count(), 1, "{}", told.text());
        assert_eq!(on_record(&world, &incident, &paper).await, (1, 1));
    }
}

#[tokio::test]
async fn a_list_with_some_of_the_persons_leaves_the_duty_open_and_says_how_many_are_told() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        world.fact(&incident, "persons_count", "1240").await;
        let paper = approved(&world, &incident, "persons-email").await;
        let mut officer = world.browser(OFFICER);
        let page = act(&mut officer, &paper, SEND).await;
        let run = world.run_of_page(&incident, &page).await;
        let list = list_of(30) + "Sato,,Street 1,1\nMori,no address,Street 2,2\n";
        let run = world.settle(&incident, run, &list).await;
        let page = officer.get(&world.run_path(&run)).await;
        let differs = "The list has 32 rows; the facts name 1,240 persons";
        assert!(page.text().contains(differs), "{}", page.text());
        assert!(page.text().contains("Waits for 2 more to confirm"), "{}", page.text());
        world.confirmed(&run).await;
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 30);

        // Who was left out can be saved as long as the list is there.
        assert_eq!(world.run_now(&incident, &run).await.0.state, "open");
        let table = format!("{}/left-out.csv", world.run_path(&run));
        let saved = officer.fetch(&table).await.text();
        assert!(saved.contains("Sato") && saved.contains("Mori"), "{saved}");
        assert!(saved.contains("no address") && !saved.contains("Person"), "{saved}");
        let page = world.end(&mut officer, &run, &[("told", "no")]).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("The rows left out do not stay"), "{}", page.text());
        let page = world.end(&mut officer, &run, &[("told", "no"), ("kept", "yes")]).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("not an e-mail address"), "{}", page.text());
        assert_eq!(officer.get(&table).await.status(), 404);

        assert_eq!(on_record(&world, &incident, &paper).await, (1, 0));
        for page in ["/filings", "/duties/person-notice"] {
            let text = officer.get(&world.path(&incident, page)).await.text();
            assert!(text.contains("30 of 1,240 persons concerned are told"), "{text}");
        }

        // A second list, and a person who says that everybody is told now.
        let page = act(&mut officer, &paper, SEND).await;
        let run = world.run_of_page(&incident, &page).await;
        let list = "name,email\nSato,sato@example.jp\nMori,still none\n";
        let run = world.settle(&incident, run, list).await;
        world.confirmed(&run).await;
        world.drain_jobs().await;
        world.end(&mut officer, &run, &[("told", "yes"), ("kept", "yes")]).await;
        assert_eq!(on_record(&world, &incident, &paper).await, (1, 1));
    }
}

#[tokio::test]
async fn letters_on_paper_count_as_sent_once_a_person_says_how_many_were_posted() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-letter").await;
        let mut officer = world.browser(OFFICER);
        let page = act(&mut officer, &paper, PRINT).await;
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(4)).await;
        world.confirmed(&run).await;
        world.drain_jobs().await;
        let list = world.path(&incident, "/filings");
        assert!(officer.get(&list).await.text().contains("Nobody has been told yet"));
        let page = officer.get(&world.run_path(&run)).await;
        assert!(page.text().contains("Waits for printing and posting"), "{}", page.text());
        let said = [("posted", "yes"), ("posted_on", "2026-11-20"), ("told", "no")];
        let page = world.end(&mut officer, &run, &said).await;
        assert_eq!(page.status(), 422, "nobody said how many");
        let said = [&said[..], &[("posted_count", "3")]].concat();
        let page = world.end(&mut officer, &run, &said).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let told = officer.get(&list).await.text();
        assert_eq!(told.matches("3 persons (Letter (print))").count(), 1, "{told}");
        assert_eq!(on_record(&world, &incident, &paper).await, (1, 0));
    }
}

#[tokio::test]
async fn who_presses_twice_gets_one_run_until_it_has_its_list() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        let mut staff = world.browser(STAFF);
        let (pairs, begin) = (form(&mut staff, &paper).await, format!("{paper}/letters"));
        let first = staff.post(&begin, &borrowed(&pairs)).await;
        let second = staff.post(&begin, &borrowed(&pairs)).await;
        assert_eq!(first.address(), second.address());
        let run = world.run_of_page(&incident, &first).await;
        world.hand_over(&mut staff, &run, list_of(2)).await;
        let third = staff.post(&begin, &borrowed(&pairs)).await;
        assert_ne!(first.address(), third.address());
        let page = staff.get(&world.path(&incident, "/letters")).await;
        let href = page.links().into_iter().find(|link| link.href == paper);
        assert!(href.is_some(), "the page of runs leads to the approved letter");
    }
}

#[tokio::test]
async fn an_approval_that_was_taken_back_begins_no_run_and_stops_one_that_waits() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        let mut officer = world.browser(OFFICER);
        let pairs = form(&mut officer, &paper).await;
        let page = officer.post(&format!("{paper}/letters"), &borrowed(&pairs)).await;
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(3)).await;
        let path = world.run_path(&run);
        let page = officer.get(&path).await;
        officer.submit(page.form_with_button("I have checked text and list")).await;
        let mut president = world.browser(PRESIDENT);
        let seen = president.get(&path).await;
        act(&mut president, &paper, "Take it back").await;

        let confirm = seen.form_with_button("Confirm and begin to send");
        let page = president.submit(confirm).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("not approved at present"), "{}", page.text());
        world.drain_jobs().await;
        assert!(world.letters_sent().is_empty());
        let page = officer.post(&format!("{paper}/letters"), &borrowed(&pairs)).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("not approved at present"), "{}", page.text());
    }
}

#[tokio::test]
async fn an_approval_cannot_be_taken_back_while_letters_go_out() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        let mut president = world.browser(PRESIDENT);
        let page = act(&mut president, &paper, SEND).await;
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(300)).await;
        world.confirmed(&run).await;
        let page = act(&mut president, &paper, "Take it back").await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("End or cancel that first"), "{}", page.text());

        // Called off half-way, those who got it are on record, and no duty counts as reported.
        let job = SendLetters { company: run.company_id, run: run.id };
        job.run(&world.platform).await.unwrap();
        let sent = world.letters_sent().len();
        assert!((1..300).contains(&sent), "{sent}");
        let act = format!("{}/act", world.run_path(&run));
        president.post(&act, &[("act", "cancel")]).await;
        let told = president.get(&world.path(&incident, "/filings")).await.text();
        assert!(told.contains(&format!("{sent} persons (E-mail)")), "{told}");
        assert_eq!(on_record(&world, &incident, &paper).await, (0, 0));
    }
}

#[tokio::test]
async fn letters_that_go_out_are_held_when_a_later_document_takes_the_place_of_theirs() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        let mut president = world.browser(PRESIDENT);
        let page = act(&mut president, &paper, SEND).await;
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(2)).await;
        world.confirmed(&run).await;
        world.drain_jobs().await;
        let page = act(&mut president, &paper, SEND).await;
        let run = world.run_of_page(&incident, &page).await;
        let run = world.settle(&incident, run, &list_of(300)).await;
        world.confirmed(&run).await;

        let mut officer = world.browser(OFFICER);
        let follows = paper.rsplit('/').next().unwrap();
        let kind = format!("persons-email?duty=person-notice&follows={follows}");
        let later = path_of(&begin(&world, &mut officer, &incident, &kind).await);
        for (browser, button) in [(&mut officer, CHECK), (&mut president, APPROVE)] {
            world.minutes_later(1);
            let page = act(browser, &later, button).await;
            assert_eq!(page.status(), 200, "{}", page.text());
        }
        world.minutes_later(10);
        let page = president.get(&format!("{later}/filed")).await;
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20 09:55");
        let page = president.submit(form.choose("E-mail")).await;
        assert_eq!(page.status(), 200, "{}", page.text());

        assert_eq!(world.run_now(&incident, &run).await.0.state, "paused");
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 2);
        let page = president.get(&world.run_path(&run)).await;
        assert!(page.text().contains("A later document took the place"), "{}", page.text());
        assert!(!page.buttons().contains(&"Go on".to_owned()), "{:?}", page.buttons());
        let resume = format!("{}/act", world.run_path(&run));
        assert_eq!(president.post(&resume, &[("act", "resume")]).await.status(), 409);
    }
}

#[tokio::test]
async fn who_got_the_text_in_another_run_is_shown_and_gets_no_second_one_silently() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let list = "name,email\nAbe,abe@example.jp\nBaba,refused@example.jp\n";
        let run = world.settled(&incident, Channel::Email, list).await;
        world.confirmed(&run).await;
        let post = Arc::new(PostOffice::default());
        *post.ring_after.lock().unwrap() = usize::MAX;
        let job = SendLetters { company: run.company_id, run: run.id };
        job.run(&world.with_post(post)).await.unwrap();
        assert_eq!(world.run_now(&incident, &run).await.1.failed, 1);

        // The second list goes out through a post office that takes everything.
        let list = "name,email\nBaba,refused@example.jp\n";
        let second = world.settled(&incident, Channel::Email, list).await;
        world.confirmed(&second).await;
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 1);

        let mut officer = world.browser(OFFICER);
        let left = format!("{}/left", world.run_path(&run));
        let text = officer.get(&left).await.text();
        assert!(text.contains("Sent through another list"), "{text}");
        let page = officer.post(&left, &[("act", "again"), ("line", "3")]).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Tick the box to send it all the same"), "{}", page.text());
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 1);
        let form = [("act", "again"), ("line", "3"), ("although", "yes")];
        assert_eq!(officer.post(&left, &form).await.status(), 200);
        world.drain_jobs().await;
        assert_eq!(world.letters_sent().len(), 2);
    }
}

#[tokio::test]
async fn nobody_begins_a_run_of_a_paper_of_another_incident_or_company_or_of_another_kind() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let second = world.incident(&["ransomware"]).await;
        let paper = approved(&world, &incident, "persons-email").await;
        let begin_at = format!("{paper}/letters");
        let seen = [("seen", "2")];
        assert_eq!(world.browser(STRANGER).post(&begin_at, &seen).await.status(), 404);
        assert_eq!(world.browser(EMPLOYEE).post(&begin_at, &seen).await.status(), 403);
        let id = paper.rsplit('/').next().unwrap();
        let crossed = world.path(&second, &format!("/filings/{id}/letters"));
        let mut officer = world.browser(OFFICER);
        assert_eq!(officer.post(&crossed, &seen).await.status(), 404);
        assert_eq!(officer.post(&begin_at, &[("seen", "1")]).await.status(), 409);
        let report = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        let status = officer.post(&format!("{report}/letters"), &seen).await.status();
        assert_eq!(status, 404);
    }
}

#[test]
fn a_plain_list_has_every_field_that_a_letter_on_board_may_use() {
    let table = read_table(b"name,email,postal code,address\nA,a@example.jp,1,B\n").unwrap();
    let roles = guess_roles(&table.heads).unwrap();
    let letters = kinds().unwrap().list.iter();
    let letters = letters.filter_map(|kind| Some((kind, Channel::of_kind(kind)?)));
    let mut seen = 0;
    for (kind, channel) in letters {
        let fields: Vec<String> =
            kind.file.merge_fields.iter().map(|field| field.id.clone()).collect();
        let checked = check_list(&table, &roles, channel, &fields, &BTreeSet::new()).unwrap();
        assert_eq!(checked.recipients.len(), 1, "{}: {checked:?}", kind.id());
        seen += 1;
    }
    assert_eq!(seen, 2);
}
