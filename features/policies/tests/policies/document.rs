//! A document is begun, filled in, written in, approved, and stays as it was approved.

use axum::http::StatusCode;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, POLICY, PRESIDENT, STAFF, STRANGER, World};

#[tokio::test]
async fn a_policy_is_begun_filled_edited_approved_by_two_and_frozen() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let list = officer.get(&world.page("/policies")).await;
        assert!(list.text().contains("Approved: 0 of 16 kinds"), "{}", list.text());
        let path = world.begun("basic-policy", &[("Contact", "")]).await;
        let page = officer.get(&path).await.text();
        assert!(page.contains("Next: fill in what is missing"), "{page}");
        assert!(page.contains("Minato Foods") && page.contains("[blank: Contact]"), "{page}");
        let approve = officer.get(&format!("{path}/approve")).await;
        assert!(!approve.buttons().contains(&"Approve this text".to_owned()), "a blank is needed");

        let values = officer.get(&format!("{path}/values")).await;
        let form = values.form_with_button("Save");
        let form = POLICY.iter().fold(form, |form, (label, value)| form.fill(label, value));
        let page = officer.submit(form).await.text();
        assert!(page.contains("Questions about this policy: 050-0000-0201"), "{page}");

        let text = officer.get(&format!("{path}/text")).await;
        let link = text.by_role_link("Edit this clause: Questions about");
        let clause = officer.follow(&link).await;
        let form = clause.form_with_button("Save");
        let kept = form.pairs().into_iter().find(|(name, _)| name == "text").unwrap().1;
        assert!(kept.contains("\u{3010}Contact\u{3011}"), "{kept}");
        let form = form.fill("Text", "Ask us: \u{3010}Contact\u{3011} <b>any time</b> {company}");
        officer.submit(form.clone()).await;
        let again = officer.submit(form).await;
        assert_eq!(again.status(), StatusCode::CONFLICT, "the first one was saved");
        assert!(again.text().contains("any time"), "what was typed is kept: {}", again.text());
        let page = officer.get(&path).await.text();
        assert!(page.contains("Ask us: 050-0000-0201 <b>any time</b> {company}"), "{page}");

        let page = world.approve(&path, OFFICER).await.text();
        assert!(page.contains("Another approval is needed"), "{page}");
        let twice = world.browser(OFFICER).get(&format!("{path}/approve")).await;
        assert!(!twice.buttons().contains(&"Approve this text".to_owned()), "{}", twice.text());
        let waits = "one person has approved it";
        let home = world.page("");
        assert!(!officer.get(&home).await.text().contains(waits), "the officer did their part");
        assert!(world.browser(PRESIDENT).get(&home).await.text().contains(waits));
        let page = world.approve(&path, PRESIDENT).await.text();
        assert!(page.contains("Version 1 is in force"), "{page}");
        assert!(page.contains("officer of minato, president of minato"), "both are named: {page}");
        assert!(!world.browser(PRESIDENT).get(&home).await.text().contains(waits));

        let before = officer.fetch(&format!("{path}/versions/1/pdf")).await;
        let clause = officer.get(&link.href).await;
        officer.submit(clause.form_with_button("Save").fill("Text", "Something else.")).await;
        let page = officer.get(&path).await.text();
        assert!(page.contains("has changed since it was approved"), "{page}");
        let version = officer.get(&format!("{path}/versions/1")).await.text();
        assert!(version.contains("Ask us: 050-0000-0201") && !version.contains("Something else"));
        let after = officer.fetch(&format!("{path}/versions/1/pdf")).await;
        assert_eq!(before.body, after.body, "the same bytes for ever");
        let compare = officer.get(&format!("{path}/compare?old=1&new=now")).await.text();
        assert!(compare.contains("reworded") && compare.contains("[added:Something]"), "{compare}");
    }
}

#[tokio::test]
async fn an_approval_counts_for_the_text_that_was_read_only() {
    for world in World::every_kind().await {
        let path = world.begun("basic-policy", &POLICY).await;
        let mut president = world.browser(PRESIDENT);
        let read = president.get(&format!("{path}/approve")).await;
        let form = read.form_with_button("Approve this text");
        let mut staff = world.browser(STAFF);
        let values = staff.get(&format!("{path}/values")).await;
        staff.submit(values.form_with_button("Save").fill("Contact", "somewhere else")).await;
        let page = president.submit(form).await;
        assert_eq!(page.status(), StatusCode::CONFLICT);
        assert!(page.text().contains("It has changed"), "{}", page.text());
        let approve = staff.get(&format!("{path}/approve")).await;
        assert!(!approve.buttons().contains(&"Approve this text".to_owned()));
        assert_eq!(staff.post(&format!("{path}/approve"), &[("seen", "")]).await.status(), 403);
        assert_eq!(
            world.browser(ANALYST).post(&format!("{path}/approve"), &[]).await.status(),
            403,
            "the company has not allowed it"
        );
    }
}

#[tokio::test]
async fn sections_and_clauses_are_added_moved_and_removed_without_script() {
    let world = World::every_kind().await.remove(0);
    let path = world.begun("rules-02-people", &[]).await;
    let mut staff = world.browser(STAFF);
    let text = staff.get(&format!("{path}/text")).await;
    let page =
        staff.submit(text.form_with_button("Add a section").fill("Heading", "Own rules")).await;
    assert!(page.text().contains("7 Own rules"), "{}", page.text());
    let new = staff.follow(&page.by_role_link("Add a clause: 7 Own rules")).await;
    let empty = staff.submit(new.form_with_button("Save")).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = staff.submit(new.form_with_button("Save").fill("Text", "We lock the door.")).await;
    assert!(page.text().contains("We lock the door."), "{}", page.text());
    let page = staff.submit(page.form_with_button("Remove: We lock the door")).await;
    assert!(!page.text().contains("We lock the door."), "{}", page.text());
    let seen = [("act", "remove:nowhere"), ("seen", "4"), ("title", "")];
    let refused = staff.post(&format!("{path}/text"), &seen).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
}

#[tokio::test]
async fn a_manual_holds_contacts_desks_and_procedures_and_blanks_for_the_rest() {
    for world in World::every_kind().await {
        let path = world.begun("emergency-manual", &[]).await;
        let page = world.browser(OFFICER).get(&path).await.text();
        for said in
            ["Hinomi", "050-0000-0119", "Ransomware", "Response lead", "president of minato"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(page.contains("[blank: Telephone]"), "no telephone was entered: {page}");
        assert!(page.contains("to be checked"), "{page}");
        assert!(page.contains("Go on with the printed procedure."), "{page}");
        assert!(!page.contains("Do files still change"), "paper asks no questions: {page}");
        let page = world.browser(OFFICER).get(&path).await;
        let contacts = page.by_role_link("Open the contact list").href;
        assert_eq!(contacts, world.page("/contacts"));
    }
}

#[tokio::test]
async fn other_companies_find_nothing_and_employees_read_what_is_approved() {
    for world in World::every_kind().await {
        let path = world.begun("pledge", &[]).await;
        let mut stranger = world.browser(STRANGER);
        let mut employee = world.browser(EMPLOYEE);
        for end in ["", "/values", "/text", "/approve", "/compare", "/readers", "/draft/pdf"] {
            let page = format!("{path}{end}");
            assert_eq!(stranger.get(&page).await.status(), 404, "{page}");
            let status = employee.get(&page).await.status();
            assert!(status == 403 || status == 404, "{page}: {status}");
            let own = page.replace(&world.company.to_string(), &world.other.to_string());
            assert_eq!(stranger.get(&own).await.status(), 404, "{own}");
        }
        let list = employee.get(&world.page("/policies")).await.text();
        assert!(list.contains("No approved documents yet"), "{list}");
        world.approve(&path, OFFICER).await;
        let page = employee.get(&path).await;
        assert!(page.text().contains("In force"), "{}", page.text());
        assert_eq!(stranger.fetch(&format!("{path}/versions/1/pdf")).await.status, 404);
    }
}
