//! People are asked to read a version, reminded, and say so: signed in, by link, on paper.

use axum::http::StatusCode;

use crate::world::{EMPLOYEE, OFFICER, STAFF, World};

const WEEK: i64 = 7 * 24 * 60;

/// Asks all members and Hanako, who has no account.
async fn ask(world: &World, path: &str) {
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&format!("{path}/readers")).await;
    let form = page.form_with_button("Send the mails");
    let wrong = officer.submit(form.clone().fill("Others", "Hanako nowhere")).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Line 1"), "{}", wrong.text());
    let page = officer.submit(form.fill("Others", "Hanako Yamada hanako@example.jp")).await;
    assert!(page.text().contains("Not yet: 5"), "{}", page.text());
}

fn link_of(body: &str) -> String {
    let at = body.find("/policy-reading/").expect("a link");
    body[at..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn people_read_a_version_and_are_asked_again_for_the_next_one() {
    for world in World::every_kind().await {
        let path = world.begun("pledge", &[("How long after leaving", "without limit")]).await;
        world.approve(&path, OFFICER).await;
        ask(&world, &path).await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 5);
        let mails = world.mailer.sent();
        let mail = mails.iter().find(|mail| mail.to == "hanako@example.jp").unwrap();
        let link = link_of(&mail.body);
        let others = mails.iter().filter(|mail| mail.body.contains("/policy-reading/")).count();
        assert_eq!(others, 1, "members sign in");

        let mut employee = world.browser(EMPLOYEE);
        let home = employee.get(&world.page("")).await.text();
        assert!(home.contains("and say so"), "{home}");
        let mine = employee.get(&world.page("/policies/reading")).await;
        let one = employee.follow(&mine.by_role_link("Pledge on handling information")).await;
        let page = employee.submit(one.form_with_button("I have read it")).await.text();
        assert!(page.contains("Nothing to read now"), "{page}");
        let staff = world.browser(STAFF).get(one.address()).await;
        assert_eq!(staff.status(), 404, "each person's own page");

        let mut nobody = world.nobody();
        let page = nobody.get(&link).await;
        assert!(page.text().contains("For Hanako Yamada"), "{}", page.text());
        assert!(!page.text().contains("officer of minato"), "{}", page.text());
        let page = nobody.submit(page.form_with_button("I have read it")).await;
        assert!(page.text().contains("Noted that you have read it"), "{}", page.text());
        assert_eq!(nobody.get("/policy-reading/0000").await.status(), 404);

        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{path}/readers")).await;
        assert!(page.text().contains("by the link in the mail"), "{}", page.text());
        assert!(page.text().contains("Have read it: 2"), "{}", page.text());
        let page = officer.submit(page.form_with_button("Signed on paper: staff of minato")).await;
        assert!(page.text().contains("Have read it: 3"), "{}", page.text());
        let sheet = officer.fetch(&format!("{path}/readers.xlsx")).await;
        assert!(sheet.body.starts_with(b"PK"), "a spreadsheet");

        world.minutes_later(WEEK + 24 * 60);
        world.drain_jobs().await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 7, "two have not read it");

        let mut officer = world.signed_in(OFFICER).await;
        let values = officer.get(&format!("{path}/values")).await;
        let form = values.form_with_button("Save").fill("How long after leaving", "five years");
        officer.submit(form).await;
        world.approve(&path, OFFICER).await;
        let page = officer.get(&format!("{path}/readers")).await.text();
        assert!(page.contains("Not yet: 5"), "everybody is asked for the new version: {page}");
        let old = nobody.get(&link).await.text();
        assert!(old.contains("Version 1") && old.contains("Noted that you"), "{old}");
    }
}

#[tokio::test]
async fn a_link_of_somebody_who_is_asked_no_more_opens_nothing() {
    let world = World::every_kind().await.remove(0);
    let path = world.begun("pledge", &[]).await;
    world.approve(&path, OFFICER).await;
    ask(&world, &path).await;
    world.drain_jobs().await;
    let mails = world.mailer.sent();
    let mail = mails.iter().find(|mail| mail.to == "hanako@example.jp").unwrap();
    let link = link_of(&mail.body);
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&format!("{path}/readers")).await;
    officer.submit(page.form_with_button("Stop asking: Hanako Yamada")).await;
    assert_eq!(world.nobody().get(&link).await.status(), 404);
    world.minutes_later(70 * 24 * 60);
    assert_eq!(world.nobody().post(&link, &[]).await.status(), 404);
}
