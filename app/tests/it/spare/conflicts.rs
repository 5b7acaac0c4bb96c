//! What both sides changed: nothing is lost, and somebody chooses.

use hikeshi_db::Fence;
use hikeshi_incidents::{
    case::{current_facts, fact_history},
    model::incident,
};
use hikeshi_testkit::Browser;
use hikeshi_web::Platform;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::world::{World, fact, told};

async fn rename(platform: &Platform, incident: &incident::Model, title: &str) {
    let tx = platform.db.write(Fence::Open).await.unwrap();
    let change = incident::ActiveModel {
        id: Set(incident.id),
        title: Set(title.to_owned()),
        version: Set(incident.version + 1),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    told(platform, incident, "incident").await;
}

async fn value(world: &World) -> String {
    let tx = world.main.db.read(Fence::Open).await.unwrap();
    let facts = current_facts(&tx, &world.incident).await.unwrap();
    facts.iter().find(|fact| fact.key == "scope").unwrap().value.clone()
}

async fn choose(browser: &mut Browser, page: &str, button: &str) {
    let form = browser.get(page).await.form_with_button(button);
    let answer = browser.submit(form).await;
    assert!(answer.status().is_success(), "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_values_are_kept_the_main_one_holds_and_a_person_may_choose_the_other() {
    for world in World::every_kind().await {
        let spare = world.spare("spare").await;
        fact(&world.main, &world.incident, "scope", "four machines").await;
        fact(&spare.platform, &world.incident, "scope", "five machines").await;
        rename(&world.main, &world.incident, "Title of the office").await;
        rename(&spare.platform, &world.incident, "Title of the road").await;

        let merged = world.merge(&spare).await.unwrap();
        assert_eq!(merged.conflicts, 2, "{merged:?}");
        assert_eq!(value(&world).await, "four machines");
        let tx = world.main.db.read(Fence::Open).await.unwrap();
        let history = fact_history(&tx, &world.incident, "scope").await.unwrap();
        let said: Vec<_> = history.iter().map(|fact| fact.value.as_str()).collect();
        assert_eq!(said, ["four machines", "five machines", "four machines", "three machines"]);
        drop(tx);
        assert!(world.merge(&spare).await.unwrap().nothing_new);

        let page = format!("/c/{}/merges/{}", world.company, merged.merge.unwrap());
        let mut browser = world.browser();
        let text = browser.get(&page).await.text();
        for part in ["four machines", "five machines", "Title of the office", "Title of the road"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        choose(&mut browser, &page, "Take the spare machine's scope").await;
        assert_eq!(value(&world).await, "five machines");
        choose(&mut browser, &page, "Take the spare machine's Title of the office").await;
        let tx = world.main.db.read(Fence::Open).await.unwrap();
        let now = incident::Entity::find_by_id(world.incident.id).one(tx.conn()).await.unwrap();
        assert_eq!(now.unwrap().title, "Title of the road");
        drop(tx);
        // The form of a fact still works after a choice.
        fact(&world.main, &world.incident, "scope", "six machines").await;
        assert_eq!(value(&world).await, "six machines");
        let text = browser.get(&page).await.text();
        assert!(text.contains("The spare machine's (Minato Foods"), "{text}");
        // The log tells of every row as the merge and the choices left it.
        assert_eq!(world.things().await, Vec::<String>::new());
    }
}
