//! A copy beside a newer edition of its source.

use hikeshi_playbook::{Playbook, put_step};
use hikeshi_playbooks::{
    model::own_playbook,
    on_board,
    shelf::{all_of, draft_of},
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::world::{OFFICER, World, path};

/// Makes the copy believe that it was made from an older edition: two steps said something else.
async fn age_source(world: &World) {
    let keeper = world.keeper();
    let tx = world.platform.db.write(keeper.fence()).await.unwrap();
    let row = all_of(&tx, &keeper).await.unwrap().remove(0);
    let mut old: Playbook = serde_json::from_str(row.source_json.as_deref().unwrap()).unwrap();
    old.version = "2020.01".to_owned();
    for id in ["unplug", "power"] {
        let mut step = old.step(id).unwrap().clone();
        step.title.en = Some(format!("Old words of {id}"));
        put_step(&mut old, step);
    }
    let change = own_playbook::ActiveModel {
        id: Set(row.id),
        source_version: Set(Some(old.version.clone())),
        source_json: Set(Some(serde_json::to_string(&old).unwrap())),
        ..Default::default()
    };
    own_playbook::Entity::update(change).exec_without_returning(tx.conn()).await.unwrap();
    // The copy says what the older edition said, except where the company changed it.
    let draft = draft_of(&tx, &row).await.unwrap().unwrap();
    let mut ours = draft.playbook.clone();
    let mut power = old.step("power").unwrap().clone();
    power.title.en = Some("Our own words".to_owned());
    put_step(&mut ours, old.step("unplug").unwrap().clone());
    put_step(&mut ours, power);
    let keeper = world.keeper();
    hikeshi_playbooks::shelf::change_draft(&tx, &world.platform, &keeper, (&draft, &ours))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_newer_edition_is_taken_over_step_by_step_and_never_in_silence() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let draft = path(&world.copy(&mut officer, "gokui-virus").await);
        let own = draft.trim_end_matches("/draft").to_owned();
        let newer = on_board().unwrap().iter().find(|one| one.id == "gokui-virus").unwrap();
        let page = officer.get(&own).await;
        assert!(!page.text().contains("newer edition"));
        age_source(&world).await;
        let list = officer.get(&world.playbooks()).await;
        assert!(list.text().contains("The source has a newer edition"));
        let page = officer.get(&format!("{own}/update")).await;
        assert!(page.text().contains("You changed this too"), "{}", page.text());
        let form = page.form_with_button("Do as chosen");
        let nothing = officer.submit(form.clone()).await;
        assert_eq!(nothing.status(), 422, "every step is decided, none by itself");
        let seen = form.pairs().into_iter().find(|(name, _)| name == "seen").unwrap().1;
        let choices = [("seen", seen.as_str()), ("step-unplug", "take"), ("step-power", "keep")];
        let page = officer.post(&format!("{own}/update"), &choices).await;
        assert_eq!(page.status(), 200);
        let text = page.text();
        assert!(text.contains("Our own words") && !text.contains("Old words of unplug"), "{text}");
        assert!(text.contains(newer.step("unplug").unwrap().title.en.as_deref().unwrap()));
        let again = officer.get(&own).await;
        assert!(
            !again.text().contains("The source has a newer edition"),
            "decided once is decided"
        );
        let late = officer.post(&format!("{own}/update"), &choices).await;
        assert_eq!(late.status(), 409, "a decision about a text that was not shown does not count");
    }
}
