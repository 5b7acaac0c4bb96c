//! Who may see and change what.

use hikeshi_identity::Role;
use hikeshi_playbook::Playbook;
use hikeshi_playbooks::shelf::{all_of, startable, versions_of};

use crate::world::{ANALYST, At, EMPLOYEE, OFFICER, STAFF, STRANGER, World, path, publish};

#[tokio::test]
async fn staff_reads_employees_do_not_and_another_company_finds_nothing_under_its_own_address() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let draft = path(&world.copy(&mut officer, "gokui-virus").await);
        let own = path(&publish(&mut officer, &draft, "First").await);
        let mut staff = world.browser(STAFF);
        assert_eq!(staff.get(&own).await.status(), 200);
        assert_eq!(staff.get(&format!("{own}/versions/1")).await.status(), 200);
        assert_eq!(staff.post(&own, &[("act", "edit")]).await.status(), 403);
        assert_eq!(world.browser(EMPLOYEE).get(&own).await.status(), 403);
        assert_eq!(world.browser(STRANGER).get(&own).await.status(), 404);
        let id = own.rsplit('/').next().unwrap();
        let mut stranger = world.browser(STRANGER);
        for page in ["", "/versions/1", "/versions/1/cacao", "/draft", "/compare", "/update"] {
            let theirs = format!("/c/{}/playbooks/own/{id}{page}", world.other);
            assert_eq!(stranger.get(&theirs).await.status(), 404, "{page}");
        }
        let theirs = format!("/c/{}/playbooks/own/{id}", world.other);
        assert_eq!(stranger.post(&theirs, &[("act", "withdraw")]).await.status(), 404);
        let read = format!("/c/{}/playbooks/read/own-{id}", world.other);
        assert_eq!(stranger.get(&read).await.status(), 404);
    }
}

#[tokio::test]
async fn what_a_provider_publishes_reaches_the_companies_that_let_it_act_and_no_other() {
    for world in World::every_kind().await {
        let mut analyst = world.browser(ANALYST);
        let shelf = format!("/p/{}/playbooks", world.provider);
        let page = analyst.get(&format!("{shelf}/read/gokui-virus")).await;
        let draft = path(&analyst.submit(page.form_with_button("Copy and change for us")).await);
        assert!(draft.starts_with(&shelf));
        assert_eq!(provided(&world, OFFICER).await, 0, "a draft reaches nobody");
        publish(&mut analyst, &draft, "For all").await;
        assert_eq!(provided(&world, OFFICER).await, 1);
        assert_eq!(provided(&world, STRANGER).await, 0);
        let mut field = world.browser(At::Provider(Role::Field));
        assert_eq!(field.post(&draft, &[("act", "discard")]).await.status(), 403);
        assert_eq!(world.browser(OFFICER).get(&shelf).await.status(), 404);
    }
}

/// How many playbooks of a provider the company of that person can start.
async fn provided(world: &World, person: At) -> usize {
    let company = if person == STRANGER { world.other } else { world.company };
    let scope = hikeshi_identity::CompanyScope::of_program(company, "test");
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let all = startable(&tx, &world.platform, &scope).await.unwrap();
    all.iter().filter(|one| one.playbook.id.starts_with("provider-")).count()
}

#[tokio::test]
async fn a_published_version_never_changes_and_can_be_taken_out_of_use_and_put_back() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let draft = path(&world.copy(&mut officer, "gokui-virus").await);
        let page = publish(&mut officer, &draft, "First").await;
        let before = versions(&world).await;
        let page = officer.submit(page.form_with_button("Change")).await;
        let form = officer.get(&format!("{}/steps/unplug", path(&page))).await;
        officer.submit(form.form_with_button("Save the step").fill("Title", "Other words")).await;
        let page = publish(&mut officer, &draft, "Second").await;
        let after = versions(&world).await;
        assert_eq!((after.len(), &after[1]), (2, &before[0]));
        assert_eq!(after[0].version, "2026.11.2");
        let page = officer.submit(page.form_with_button("Take out of use")).await;
        assert!(page.text().contains("Out of use"));
        assert!(in_use(&world).await.is_none());
        officer.submit(page.form_with_button("Put back into use")).await;
        assert_eq!(in_use(&world).await.unwrap(), after[0]);
    }
}

async fn versions(world: &World) -> Vec<Playbook> {
    let keeper = world.keeper();
    let tx = world.platform.db.read(keeper.fence()).await.unwrap();
    let row = all_of(&tx, &keeper).await.unwrap().remove(0);
    versions_of(&tx, &row).await.unwrap().into_iter().map(|version| version.playbook).collect()
}

async fn in_use(world: &World) -> Option<Playbook> {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let all = startable(&tx, &world.platform, &scope).await.unwrap();
    let own = all.into_iter().find(|one| one.playbook.id.starts_with("own-"));
    own.map(|one| one.playbook.into_owned())
}
