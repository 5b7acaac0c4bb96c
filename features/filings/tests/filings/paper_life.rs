//! The life of a paper: written, checked, approved, given out, carried on.

use hikeshi_filings::papers::{events_of, find_paper, versions_of};
use hikeshi_incidents::model::incident;
use hikeshi_testkit::{Attachment, Browser, Page};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, PRESIDENT, STAFF, STRANGER, World};

pub const CHECK: &str = "I have read it, it is right";
pub const APPROVE: &str = "Approve this text";

/// Begins a paper in English; answers its page.
pub async fn begin(
    world: &World,
    browser: &mut Browser,
    incident: &incident::Model,
    kind: &str,
) -> Page {
    let page = browser.get(&world.path(incident, &format!("/filings/new/{kind}"))).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    let form = page.form_with_button("Make the draft").choose("English");
    let page = browser.submit(form.fill("Recipient", "The office")).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    page
}

/// The path of a paper's page, without query.
pub fn path_of(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap().to_owned()
}

/// Sends the button of the paper's page; answers the page that comes back.
pub async fn act(browser: &mut Browser, paper: &str, button: &str) -> Page {
    let page = browser.get(paper).await;
    browser.submit(page.form_with_button(button)).await
}

#[tokio::test]
async fn an_approved_paper_bears_the_checkpoint_and_the_hash_that_the_log_holds() {
    let world = World::on(hikeshi_testkit::fresh_sqlite()).await;
    let incident = world.incident(&["ransomware"]).await;
    let log = world.platform.data_folder.join("log");
    std::fs::create_dir_all(&log).unwrap();
    let root = "qRvXxYZpLQ0aO2yE6GQh8qk3bK5c1pXb7dO0m9l4v1k=";
    std::fs::write(log.join("checkpoint"), format!("log.example\n41\n{root}\n")).unwrap();
    let mut officer = world.browser(OFFICER);
    let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
    for button in [CHECK, APPROVE] {
        world.minutes_later(1);
        act(&mut officer, &paper, button).await;
    }
    let file = officer.fetch(&format!("{paper}/files/pdf?serial=2")).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, &file.body).unwrap();
    let Ok(read) = std::process::Command::new("pdftotext").arg(&path).arg("-").output() else {
        println!("SKIPPED: pdftotext is not installed");
        return;
    };
    let text: String = String::from_utf8(read.stdout).unwrap().split_whitespace().collect();
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let id = paper.rsplit('/').next().unwrap();
    let row = find_paper(&tx, &scope, &incident, id).await.unwrap();
    let version = versions_of(&tx, &row).await.unwrap().pop().unwrap();
    for told in [&*format!("log.example41{root}"), "/verify?size=41", &version.text_sha256] {
        assert!(text.contains(told), "{told} in {text}");
    }
}

#[tokio::test]
async fn a_paper_goes_from_draft_to_given_out_and_its_duty_counts_as_reported() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let list = world.path(&incident, "/filings");
        let (mut officer, mut staff) = (world.browser(OFFICER), world.browser(STAFF));
        let page = begin(&world, &mut staff, &incident, "ppc-preliminary").await;
        assert!(page.text().contains("Organisation: Minato Foods"), "{}", page.text());
        let paper = path_of(&page);

        assert!(!officer.get(&paper).await.buttons().contains(&APPROVE.to_owned()));
        world.minutes_later(1);
        let page = act(&mut officer, &paper, CHECK).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.minutes_later(1);
        let page = act(&mut officer, &paper, APPROVE).await;
        assert!(page.text().contains("Version 2 is approved"), "{}", page.text());

        let file = format!("{paper}/files/pdf?serial=2");
        let (first, again) = (officer.fetch(&file).await, officer.fetch(&file).await);
        assert_eq!(first.status, 200);
        assert!(first.body.starts_with(b"%PDF"));
        assert_eq!(first.body, again.body);

        let page = officer.get(&format!("{paper}/filed")).await;
        let form = page.form_with_button("Save").fill("Sent", "2026-11-21 09:30");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("That time has not come yet."), "{}", page.text());
        assert!(page.text().contains("Choose how it went out."), "{}", page.text());
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20 09:47");
        let page = officer.submit(form.choose("Web form")).await;
        assert_eq!(page.status(), 422, "before the approval: {}", page.text());
        assert!(page.text().contains("It cannot have gone out before that"), "{}", page.text());
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20 09:48");
        let form = form.choose("Web form").fill("Receipt number", "R-77");
        let form = form.attach("Add a file as proof", Attachment::new("sent.png", "a screenshot"));
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let told = officer.get(&list).await.text();
        for part in ["The office", "Version 2", "Web form", "R-77"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        let evidence = officer.get(&world.path(&incident, "/evidence")).await.text();
        assert!(evidence.contains("E-001") && evidence.contains("12 B"), "{evidence}");
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none());
        let duty = officer.get(&world.duty(&incident)).await.text();
        assert!(duty.contains("R-77"), "{duty}");
        assert!(duty.contains("Carry it on"), "a follow-up, not a second one: {duty}");
        let page = officer.get(&format!("{paper}/filed")).await;
        assert!(page.text().contains("it was sent already"), "{}", page.text());
    }
}

#[tokio::test]
async fn an_approved_paper_says_the_same_for_ever() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "event", "Files cannot be opened").await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        let paper = path_of(&page);
        let stale = page.form_with_button("Save the text 1 Outline");
        world.minutes_later(1);
        act(&mut officer, &paper, CHECK).await;
        world.minutes_later(1);
        act(&mut officer, &paper, APPROVE).await;
        let file = format!("{paper}/files/docx?serial=2");
        let before = officer.fetch(&file).await.body;

        world.fact(&incident, "event", "Three servers were wiped").await;
        let text = officer.get(&paper).await.text();
        assert!(text.contains("Files cannot be opened"), "{text}");
        assert!(!text.contains("Three servers were wiped"), "{text}");
        assert!(text.contains("Facts changed after the approval"), "{text}");
        assert_eq!(officer.fetch(&file).await.body, before);
        let page = officer.submit(stale.fill("1 Outline", "Too late")).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("does not change"), "{}", page.text());
        let copied = officer.get(&format!("{paper}/copy")).await;
        assert!(!copied.text().contains("Three servers"), "{}", copied.text());
        let onward = copied.links().into_iter().find(|link| link.href.ends_with("/filed"));
        assert_eq!(onward.unwrap().href, format!("{paper}/filed"));
        let written = officer.fetch(copied.address()).await.text();
        assert!(written.contains("data-copy=\"Copy\"") && written.contains("/copy.js"));

        // The difference to what the facts say now is shown in words.
        let compare = officer.get(&format!("{paper}/compare?old=2&new=now")).await.text();
        assert!(compare.contains("Changed: 1 Outline."), "{compare}");
        assert!(compare.contains("[added]") && compare.contains("[removed]"), "{compare}");

        // Taken back, it follows the facts again; the frozen version stays.
        let page = act(&mut officer, &paper, "Take it back").await;
        assert!(page.text().contains("Three servers were wiped"), "{}", page.text());
        assert_eq!(officer.fetch(&file).await.body, before);
    }
}

#[tokio::test]
async fn a_check_counts_only_for_the_text_that_was_read() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        let read = officer.get(&paper).await;
        world.fact(&incident, "persons_count", "1,200").await;
        let page = officer.submit(read.form_with_button(CHECK)).await;
        assert_eq!(page.status(), 409, "{}", page.text());
        act(&mut officer, &paper, CHECK).await;
        let seen = officer.get(&paper).await;
        world.fact(&incident, "persons_count", "1,300").await;
        let page = officer.submit(seen.form_with_button(APPROVE)).await;
        assert_eq!(page.status(), 409, "{}", page.text());
        assert!(page.text().contains("It has to be checked again"), "{}", page.text());
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let row =
            find_paper(&tx, &scope, &incident, paper.rsplit('/').next().unwrap()).await.unwrap();
        assert!(events_of(&tx, &row).await.unwrap().iter().all(|event| event.act != "approved"));
    }
}

#[tokio::test]
async fn what_is_published_needs_two_different_people_and_only_those_of_the_company() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut analyst = world.browser(ANALYST);
        let paper = path_of(&begin(&world, &mut analyst, &incident, "press-draft").await);
        let page = act(&mut analyst, &paper, CHECK).await;
        assert!(!page.buttons().contains(&APPROVE.to_owned()), "{:?}", page.buttons());
        let mut president = world.browser(PRESIDENT);
        let seen = president.get(&paper).await;
        let pairs: Vec<(String, String)> = seen.form_with_button(APPROVE).pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (&**n, &**v)).collect();
        let approve = format!("{paper}/approve");
        assert_eq!(analyst.post(&approve, &pairs).await.status(), 403);
        let check = format!("{paper}/check");

        world.minutes_later(1);
        let page = president.submit(seen.form_with_button(APPROVE)).await;
        assert!(page.text().contains("president of minato"), "{}", page.text());
        assert!(page.text().contains("1 more approval is needed"), "{}", page.text());
        assert!(!page.text().contains("is approved and no longer"), "{}", page.text());
        let page = president.post(&approve, &pairs).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("You approved it already"), "{}", page.text());
        // A second check of the same text would take the approval away.
        let page = analyst.post(&check, &pairs).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("This text is checked already"), "{}", page.text());

        world.minutes_later(1);
        let page = act(&mut world.browser(OFFICER), &paper, APPROVE).await;
        assert!(page.text().contains("is approved and no longer changes"), "{}", page.text());
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let row =
            find_paper(&tx, &scope, &incident, paper.rsplit('/').next().unwrap()).await.unwrap();
        assert_eq!(versions_of(&tx, &row).await.unwrap().len(), 2, "checked and approved");
    }
}

#[tokio::test]
async fn an_approval_of_a_person_whose_role_has_ended_no_longer_counts() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let (mut officer, mut president) = (world.browser(OFFICER), world.browser(PRESIDENT));
        let paper = path_of(&begin(&world, &mut officer, &incident, "press-draft").await);
        act(&mut officer, &paper, CHECK).await;
        world.minutes_later(1);
        act(&mut president, &paper, APPROVE).await;
        world.end_roles(PRESIDENT).await;
        world.minutes_later(1);
        let page = officer.get(&paper).await;
        assert!(page.text().contains("2 more approval is needed"), "{}", page.text());
        let page = act(&mut officer, &paper, APPROVE).await;
        assert!(page.text().contains("1 more approval is needed"), "{}", page.text());
        assert!(!page.text().contains("is approved and no longer"), "{}", page.text());
    }
}

#[tokio::test]
async fn an_officer_does_not_approve_what_the_president_answers_for() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "persons-letter").await);
        world.minutes_later(1);
        let page = act(&mut officer, &paper, CHECK).await;
        assert!(page.text().contains("Waiting for approval"), "{}", page.text());
        assert!(!page.buttons().contains(&APPROVE.to_owned()), "{:?}", page.buttons());
        let page = act(&mut world.browser(PRESIDENT), &paper, APPROVE).await;
        assert!(page.text().contains("is approved and no longer changes"), "{}", page.text());
    }
}

#[tokio::test]
async fn the_later_report_carries_the_edits_and_takes_the_place_of_the_earlier_one() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "cause", "An open port").await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "ppc-preliminary").await;
        let paper = path_of(&page);
        let form = page.form_with_button("Save the text 9 Other matters of note");
        officer.submit(form.fill("9 Other matters of note", "We keep the office informed")).await;
        give_out(&world, &mut officer, &paper).await;

        let page = officer.get(&paper).await;
        let follow = page.links().into_iter().find(|link| link.href.contains("new/ppc-final"));
        let page = officer.get(&follow.unwrap().href).await;
        let page = officer.submit(page.form_with_button("Make the draft").choose("English")).await;
        assert!(page.text().contains("We keep the office informed"), "{}", page.text());
        let later = path_of(&page);
        if page.buttons().iter().any(|button| button.starts_with("Keep the edited text 9")) {
            let keep = page.form_with_button("Keep the edited text 9 Other matters of note");
            officer.submit(keep).await;
        }
        give_out(&world, &mut officer, &later).await;
        let list = officer.get(&world.path(&incident, "/filings")).await.text();
        assert!(list.contains("Replaced by a later one"), "{list}");
    }
}

#[tokio::test]
async fn a_paper_carries_on_only_what_it_takes_the_place_of() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        give_out(&world, &mut officer, &paper).await;
        let id = paper.rsplit('/').next().unwrap();
        let make = world.path(&incident, "/filings/new/desk-script");
        let page = officer.get(&make).await;
        let mut pairs = page.form_with_button("Make the draft").pairs();
        pairs.retain(|(name, _)| !["follows", "recipient"].contains(&name.as_str()));
        let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (&**n, &**v)).collect();
        pairs.extend([("follows", id), ("recipient", "The desk")]);
        let page = officer.post(&make, &pairs).await;
        assert_eq!(page.status(), 422, "{}", page.text());
        assert!(page.text().contains("cannot carry that one on"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_paper_and_one_answer() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let make = world.path(&incident, "/filings/new/common-ransomware");
        let form = officer.get(&make).await.form_with_button("Make the draft").choose("English");
        let paper = path_of(&officer.submit(form.clone()).await);
        assert_eq!(path_of(&officer.submit(form.clone()).await), paper);
        let other = form.fill("Recipient", "Another office");
        assert_ne!(path_of(&officer.submit(other).await), paper, "other words are another paper");

        let answer = officer.get(&paper).await.form_with_button("Save the answer");
        let answer = answer.fill("To whom", "The ministry").choose("Yes");
        for _ in 0..3 {
            assert_eq!(officer.submit(answer.clone()).await.status(), 200);
        }
        assert_eq!(officer.get(&paper).await.text().matches("The ministry").count(), 1);
    }
}

/// Checks, approves and notes that it went out.
async fn give_out(world: &World, browser: &mut Browser, paper: &str) {
    for button in [CHECK, APPROVE] {
        world.minutes_later(1);
        let page = act(browser, paper, button).await;
        assert_eq!(page.status(), 200, "{}", page.text());
    }
    world.minutes_later(1);
    let page = browser.get(&format!("{paper}/filed")).await;
    let form = page.form_with_button("Save").fill("Sent", "2026-11-20");
    let page = browser.submit(form.choose("E-mail")).await;
    assert_eq!(page.status(), 200, "{}", page.text());
}

#[tokio::test]
async fn nobody_reaches_a_paper_through_another_incident_or_company() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let second = world.incident(&["leak-lost"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        let id = paper.rsplit('/').next().unwrap();
        let elsewhere = world.path(&second, &format!("/filings/{id}"));
        for page in ["", "/copy", "/compare", "/recipient", "/filed", "/files/pdf"] {
            let own = officer.fetch(&format!("{paper}{page}")).await;
            assert_eq!(own.status, 200, "{page}");
            let status = officer.fetch(&format!("{elsewhere}{page}")).await.status;
            assert_eq!(status, 404, "{page}");
            let status = world.browser(STRANGER).fetch(&format!("{paper}{page}")).await.status;
            assert_eq!(status, 404, "{page}");
            let status = world.browser(EMPLOYEE).fetch(&format!("{paper}{page}")).await.status;
            assert_eq!(status, 403, "{page}");
        }
        for act in ["check", "approve", "withdraw", "consent", "items/outline", "facts/event"] {
            let page = officer.post(&format!("{elsewhere}/{act}"), &[("text", "x")]).await;
            assert!([404, 422].contains(&page.status().as_u16()), "{act}: {}", page.status());
        }
        let page = officer.get(&format!("{paper}/files/exe")).await;
        assert_eq!(page.status(), 404);
    }
}
