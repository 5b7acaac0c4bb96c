//! Outsiders read what was approved for outside, and nothing before that.

use hikeshi_db::Fence;
use hikeshi_identity::{
    CompanyId, Role, SESSION_COOKIE, begin_session, create_account, join_company,
};
use hikeshi_incidents::model::incident;
use hikeshi_testkit::Browser;

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    world::{OFFICER, World},
};

/// A lawyer who may see this one incident.
async fn lawyer(world: &World, incident: &incident::Model) -> Browser {
    let tx = world.platform.db.write(Fence::Open).await.unwrap();
    let name = ("Lawyer", "lawyer@law.example");
    let account = create_account(&tx, &world.platform, name, None, false).await.unwrap();
    let (company, only) = (CompanyId(incident.company_id), Some(incident.id));
    join_company(&tx, &world.platform, account, company, Role::Outsider, only).await.unwrap();
    let secret = begin_session(&tx, &world.platform, account, "test").await.unwrap();
    tx.commit().await.unwrap();
    world.nobody().with_cookie(&format!("{SESSION_COOKIE}={secret}"))
}

#[tokio::test]
async fn an_outsider_sees_a_paper_from_its_approval_on_and_never_a_draft() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        world.fact(&incident, "event", "Files cannot be opened").await;
        let (mut officer, mut lawyer) = (world.browser(OFFICER), lawyer(&world, &incident).await);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        let list = world.path(&incident, "/filings");
        world.minutes_later(1);
        act(&mut officer, &paper, CHECK).await;
        let pages = ["", "/copy", "/files/pdf", "/files/pdf?serial=1", "/official.xlsx"];
        for page in pages {
            let status = lawyer.fetch(&format!("{paper}{page}")).await.status;
            assert_eq!(status, 404, "a draft: {page}");
        }
        let text = lawyer.get(&list).await.text();
        assert!(!text.contains("The office"), "{text}");

        world.minutes_later(1);
        act(&mut officer, &paper, APPROVE).await;
        world.fact(&incident, "event", "Three servers were wiped").await;
        let page = lawyer.get(&paper).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("Files cannot be opened"), "{}", page.text());
        assert!(!page.text().contains("Three servers"), "{}", page.text());
        assert!(page.links().iter().all(|link| !link.href.contains("/compare")));
        for link in page.links().iter().filter(|link| link.href.starts_with(&paper)) {
            assert_eq!(lawyer.fetch(&link.href).await.status, 200, "{}", link.href);
        }
        assert_eq!(lawyer.fetch(&format!("{paper}/files/pdf?serial=2")).await.status, 200);
        for page in ["/files/pdf", "/files/pdf?serial=1", "/official.xlsx?serial=1"] {
            let status = lawyer.fetch(&format!("{paper}{page}")).await.status;
            assert_eq!(status, 404, "no draft of an approved paper: {page}");
        }
        let compare = format!("{paper}/compare?old=1&new=now");
        assert_eq!(lawyer.get(&compare).await.status(), 403);
        assert!(lawyer.get(&list).await.text().contains("The office"));

        act(&mut officer, &paper, "Take it back").await;
        assert_eq!(lawyer.get(&paper).await.status(), 404, "taken back, it is a draft again");
    }
}

#[tokio::test]
async fn what_is_for_the_company_alone_stays_inside_when_it_is_approved() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let (mut officer, mut lawyer) = (world.browser(OFFICER), lawyer(&world, &incident).await);
        let paper = path_of(&begin(&world, &mut officer, &incident, "board-briefing").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            assert_eq!(act(&mut officer, &paper, button).await.status(), 200);
        }
        assert_eq!(lawyer.get(&paper).await.status(), 404);
    }
}
