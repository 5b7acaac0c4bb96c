//! What waits for whom: first pages, the president's page, and mail.

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    paper_provider::{ALLOW, switch},
    world::{ANALYST, At, OFFICER, PRESIDENT, STAFF, World},
};

/// The first page of the company and the president's page of the incident, as the person sees them.
async fn pages(
    world: &World,
    person: At,
    incident: &hikeshi_incidents::model::incident::Model,
) -> [String; 2] {
    let mut browser = world.browser(person);
    let home = browser.get(&format!("/c/{}", world.company)).await.text();
    let president = browser.get(&world.path(incident, "/president")).await.text();
    [home, president]
}

/// Who was mailed the address of the paper, each mail once.
async fn mailed(world: &World, paper: &str) -> Vec<String> {
    world.drain_jobs().await;
    let sent = world.mailer.sent().into_iter().filter(|mail| mail.body.contains(paper));
    let mut to: Vec<String> = sent.map(|mail| mail.to).collect();
    to.sort();
    to
}

#[tokio::test]
async fn a_paper_that_waits_for_an_approval_stands_on_the_first_pages_and_in_a_mail() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let paper = begin(&world, &mut world.browser(STAFF), &incident, "press-draft").await;
        let paper = path_of(&paper);
        let mut officer = world.browser(OFFICER);
        act(&mut officer, &paper, CHECK).await;
        for person in [PRESIDENT, OFFICER] {
            for page in pages(&world, person, &incident).await {
                assert!(page.contains("Approve “"), "{page}");
            }
        }
        for page in pages(&world, STAFF, &incident).await {
            assert!(!page.contains("Approve “"), "{page}");
        }
        assert_eq!(mailed(&world, &paper).await, ["president@minato.example"]);

        world.minutes_later(1);
        act(&mut officer, &paper, APPROVE).await;
        for page in pages(&world, OFFICER, &incident).await {
            assert!(!page.contains("Approve “"), "the officer did their part: {page}");
        }
        world.fact(&incident, "event", "Three servers were wiped").await;
        for page in pages(&world, PRESIDENT, &incident).await {
            assert!(!page.contains("Approve “"), "it has to be checked again first: {page}");
        }
        act(&mut officer, &paper, CHECK).await;
        let mut president = world.browser(PRESIDENT);
        act(&mut president, &paper, APPROVE).await;
        act(&mut officer, &paper, APPROVE).await;
        for page in pages(&world, PRESIDENT, &incident).await {
            assert!(!page.contains("Approve “"), "{page}");
        }
    }
}

#[tokio::test]
async fn a_colleague_who_is_asked_to_check_gets_a_mail_and_a_line_on_the_first_page() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut staff = world.browser(STAFF);
        let page = begin(&world, &mut staff, &incident, "ppc-preliminary").await;
        let paper = path_of(&page);
        let officer = uuid::Uuid::from(world.account(OFFICER)).to_string();
        let me = uuid::Uuid::from(world.account(STAFF)).to_string();
        let ask = format!("{paper}/ask-check");
        for nobody in [me.as_str(), "", "somebody"] {
            assert_eq!(staff.post(&ask, &[("colleague", nobody)]).await.status(), 409);
        }
        for _ in 0..2 {
            let page = staff.post(&ask, &[("colleague", &officer)]).await;
            assert_eq!(page.status(), 200, "{}", page.text());
            assert!(page.text().contains("Asked to check:"), "{}", page.text());
        }
        assert_eq!(mailed(&world, &paper).await, ["officer@minato.example"]);
        let [home, _] = pages(&world, OFFICER, &incident).await;
        assert!(home.contains("Read and check “"), "{home}");
        let [home, _] = pages(&world, PRESIDENT, &incident).await;
        assert!(!home.contains("Read and check “"), "{home}");
        act(&mut world.browser(OFFICER), &paper, CHECK).await;
        let [home, _] = pages(&world, OFFICER, &incident).await;
        assert!(!home.contains("Read and check “"), "{home}");
    }
}

#[tokio::test]
async fn what_the_provider_approves_for_the_company_is_mailed_to_the_company() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut analyst = world.browser(ANALYST);
        let paper = path_of(&begin(&world, &mut analyst, &incident, "ppc-preliminary").await);
        switch(&world, ALLOW).await;
        act(&mut analyst, &paper, CHECK).await;
        let before = mailed(&world, &paper).await.len();
        world.minutes_later(1);
        act(&mut analyst, &paper, APPROVE).await;
        let sent = mailed(&world, &paper).await;
        assert_eq!(sent.len(), before + 2, "officer and president: {sent:?}");
    }
}
