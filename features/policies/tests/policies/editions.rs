//! What comes by itself with time: newer editions of templates, and the yearly review.

use hikeshi_policies::model::policy;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::world::{OFFICER, PRESIDENT, World};

const DAY: i64 = 24 * 60;

/// Makes the document one that began from an older edition, in which a clause said something else.
async fn age(world: &World, path: &str) {
    let id: uuid::Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let tx = world.platform.db.write(world.program().fence()).await.unwrap();
    let row = policy::Entity::find_by_id(id).one(tx.conn()).await.unwrap().unwrap();
    let older = |text: &str| text.replace("We comply with the law", "We follow the old law");
    let change = policy::ActiveModel {
        id: Set(row.id),
        template_version: Set("2020.1".to_owned()),
        told_version: Set("2020.1".to_owned()),
        base_json: Set(older(&row.base_json)),
        body_json: Set(older(&row.body_json)),
        ..Default::default()
    };
    policy::Entity::update(change).exec_without_returning(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_newer_edition_is_told_once_compared_and_taken_over_beside_own_words() {
    for world in World::every_kind().await {
        let path = world.begun("basic-policy", &[]).await;
        age(&world, &path).await;
        world.minutes_later(2 * DAY);
        world.drain_jobs().await;
        world.drain_jobs().await;
        let told = world.mailer.sent();
        assert_eq!(told.len(), 2, "president and officer: {told:?}");
        assert!(told[0].body.contains(&path), "{}", told[0].body);
        world.minutes_later(2 * DAY);
        world.drain_jobs().await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 2, "once");

        let mut officer = world.signed_in(OFFICER).await;
        let page = officer.get(&path).await;
        assert!(page.text().contains("A newer edition"), "{}", page.text());
        let page = officer.get(&format!("{path}/edition")).await;
        assert!(page.text().contains("reworded, will be replaced"), "{}", page.text());
        assert!(page.text().contains("2020.1"), "{}", page.text());
        let page = officer.submit(page.form_with_button("Take it over")).await.text();
        assert!(page.contains("We comply with the law") && !page.contains("old law"), "{page}");
        assert!(!page.contains("A newer edition"), "{page}");
    }
}

#[tokio::test]
async fn a_year_after_its_approval_a_policy_is_to_be_reviewed() {
    for world in World::every_kind().await {
        let path = world.approved_policy().await;
        world.minutes_later(364 * DAY);
        world.drain_jobs().await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 0);
        world.minutes_later(3 * DAY);
        world.drain_jobs().await;
        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().len(), 2, "president and officer");
        let mut president = world.signed_in(PRESIDENT).await;
        let list = president.get(&world.page("/policies")).await.text();
        assert!(list.contains("The review is due"), "{list}");
        world.approve(&path, OFFICER).await;
        let page = world.approve(&path, PRESIDENT).await.text();
        assert!(
            page.contains("Version 2 is in force") && !page.contains("review is due"),
            "{page}"
        );
    }
}
