//! The provider prepares; it approves and files only where the company allows it.

use hikeshi_identity::Role;

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    world::{ANALYST, At, OFFICER, PRESIDENT, World},
};

const DESK: At = At::Provider(Role::Desk);

/// Lets the officer allow it or take it back.
pub async fn switch(world: &World, button: &str) {
    let path = format!("/c/{}/settings/delegation/filing", world.company);
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&path).await;
    let page = officer.submit(page.form_with_button(button)).await;
    assert_eq!(page.status(), 200, "{}", page.text());
}

pub const ALLOW: &str = "Allow approving and filing";
const TAKE_BACK: &str = "Take approving and filing back";

#[tokio::test]
async fn the_provider_approves_and_files_only_while_the_company_allows_it() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut analyst = world.browser(ANALYST);
        let paper = path_of(&begin(&world, &mut analyst, &incident, "ppc-preliminary").await);
        let page = act(&mut analyst, &paper, CHECK).await;
        assert!(!page.buttons().contains(&APPROVE.to_owned()), "{:?}", page.buttons());
        let (approve, filed) = (format!("{paper}/approve"), format!("{paper}/filed"));
        assert_eq!(analyst.post(&approve, &[("seen", "")]).await.status(), 403);
        assert_eq!(analyst.get(&filed).await.status(), 403);

        switch(&world, ALLOW).await;
        let page = world.browser(OFFICER).get(&paper).await.text();
        assert!(page.contains("The people of Hinomi may approve and file it"), "{page}");
        assert_eq!(world.browser(DESK).post(&approve, &[("seen", "")]).await.status(), 403);
        world.minutes_later(1);
        let page = act(&mut analyst, &paper, APPROVE).await;
        assert!(page.text().contains("is approved and no longer changes"), "{}", page.text());

        switch(&world, TAKE_BACK).await;
        assert_eq!(analyst.get(&filed).await.status(), 403);
        switch(&world, ALLOW).await;
        let page = analyst.get(&filed).await;
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20");
        let page = analyst.submit(form.choose("Web form")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none(), "it is reported");

        let log = world.browser(OFFICER).get(&format!("/c/{}/log", world.company)).await.text();
        for what in ["Approved a paper", "Noted that a paper went out", "analyst of hinomi"] {
            assert!(log.contains(what), "{what}: {log}");
        }
        assert!(log.contains("Let the provider approve and file papers"), "{log}");
    }
}

#[tokio::test]
async fn where_two_approve_one_is_of_the_company_and_the_president_is_never_replaced() {
    for world in World::every_kind().await {
        switch(&world, ALLOW).await;
        let incident = world.incident(&["ransomware"]).await;
        let mut analyst = world.browser(ANALYST);
        let mut admin = world.browser(At::Provider(Role::Admin));
        let press = path_of(&begin(&world, &mut analyst, &incident, "press-draft").await);
        world.minutes_later(1);
        act(&mut analyst, &press, CHECK).await;
        for browser in [&mut analyst, &mut admin] {
            world.minutes_later(1);
            let page = act(browser, &press, APPROVE).await;
            assert!(!page.text().contains("is approved and no longer"), "{}", page.text());
        }
        world.minutes_later(1);
        let page = act(&mut world.browser(PRESIDENT), &press, APPROVE).await;
        assert!(page.text().contains("is approved and no longer changes"), "{}", page.text());

        let letter = path_of(&begin(&world, &mut analyst, &incident, "persons-letter").await);
        world.minutes_later(1);
        let page = act(&mut analyst, &letter, CHECK).await;
        assert!(!page.buttons().contains(&APPROVE.to_owned()), "{:?}", page.buttons());
        let form = world.browser(PRESIDENT).get(&letter).await.form_with_button(APPROVE);
        let pairs = form.pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (&**n, &**v)).collect();
        let page = analyst.post(&format!("{letter}/approve"), &pairs).await;
        assert_eq!(page.status(), 403, "only the president approves letters to persons");
    }
}

#[tokio::test]
async fn both_sides_are_told_when_the_company_changes_who_files() {
    for world in World::every_kind().await {
        let path = format!("/c/{}/settings/delegation/filing", world.company);
        switch(&world, ALLOW).await;
        // A form sent twice changes nothing and mails nobody.
        world.browser(OFFICER).post(&path, &[("allow", "yes")]).await;
        world.drain_jobs().await;
        let sent = world.mailer.sent();
        let mut to: Vec<&str> = sent.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        let all = ["admin@hinomi.example", "officer@minato.example", "president@minato.example"];
        assert_eq!(to, all);
        assert!(sent.iter().all(|mail| mail.body.contains("officer of minato")));
        for at in [ANALYST, At::Provider(Role::Admin), At::Company(Role::Staff)] {
            assert_eq!(world.browser(at).post(&path, &[("allow", "no")]).await.status(), 403);
        }
        let settings = format!("/c/{}/settings", world.company);
        let page = world.browser(OFFICER).get(&settings).await.text();
        assert!(page.contains("It may approve and file papers in the company's name."), "{page}");
    }
}
