//! Incidents that run what the company wrote itself.

use hikeshi_incidents::{
    model::incident,
    runs::{Run, playbook_choices, runs_of, start_run},
};
use hikeshi_playbook::put_step;
use hikeshi_playbooks::{
    Keeper, find_on_board,
    shelf::{begin_draft, change_draft, copy_on_board, draft_of, find, publish, uses_of},
};
use hikeshi_web::ProblemKind;

use crate::world::World;

/// The id of the playbook on board that is copied.
const SOURCE: &str = "ipa-n-ransomware";

/// Publishes a copy in which the first step is called so; the id that runs know it by.
async fn published(world: &World, keeper: &Keeper, title: &str, row: Option<&str>) -> String {
    let tx = world.platform.db.write(keeper.fence()).await.unwrap();
    let row = match row {
        Some(id) => find(&tx, keeper, id).await.unwrap(),
        None => {
            let source = find_on_board(SOURCE).unwrap().unwrap();
            copy_on_board(&tx, &world.platform, keeper, source).await.unwrap()
        }
    };
    begin_draft(&tx, &world.platform, keeper, &row).await.unwrap();
    let draft = draft_of(&tx, &row).await.unwrap().unwrap();
    let mut playbook = draft.playbook.clone();
    let mut first = playbook.steps[0].clone();
    title.clone_into(&mut first.title.ja);
    first.title.en = None;
    put_step(&mut playbook, first);
    change_draft(&tx, &world.platform, keeper, (&draft, &playbook)).await.unwrap();
    let draft = draft_of(&tx, &row).await.unwrap().unwrap();
    publish(&tx, &world.platform, keeper, (&row, draft, "note")).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    keeper.playbook_id(row.id)
}

async fn start(world: &World, incident: &incident::Model, id: &str) -> Result<Run, ProblemKind> {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let started = start_run(&tx, &world.platform, &scope, incident, id).await;
    started.map_err(|problem| problem.kind)?;
    let run = runs_of(&tx, incident).await.unwrap().pop().unwrap();
    tx.commit().await.unwrap();
    Ok(run)
}

#[tokio::test]
async fn a_run_keeps_the_version_it_began_with_and_the_next_one_takes_the_new_one() {
    for world in World::every_kind().await {
        let keeper = Keeper::Company(world.program());
        let id = published(&world, &keeper, "First words", None).await;
        let first = world.incident("A ransom note", &["ransomware"]).await;
        let run = start(&world, &first, &id).await.unwrap();
        published(&world, &keeper, "Second words", Some(id.trim_start_matches("own-"))).await;
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let kept = runs_of(&tx, &first).await.unwrap().remove(0);
        drop(tx);
        assert_eq!(
            (&kept.row.playbook_json, kept.row.playbook_version.as_str()),
            (&run.row.playbook_json, "2026.11.1")
        );
        assert_eq!(kept.playbook.steps[0].title.ja, "First words");
        let second = world.incident("Another note", &["ransomware"]).await;
        let run = start(&world, &second, &id).await.unwrap();
        assert_eq!(run.playbook.steps[0].title.ja, "Second words");
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        assert_eq!(uses_of(&tx, world.company.0).await.unwrap().get(&id), Some(&2));
    }
}

#[tokio::test]
async fn the_own_copy_is_offered_first_the_providers_next_and_a_strangers_never() {
    for world in World::every_kind().await {
        let incident = world.incident("A ransom note", &["ransomware"]).await;
        let stranger =
            Keeper::Company(hikeshi_identity::CompanyScope::of_program(world.other, "test"));
        let foreign = published(&world, &stranger, "Not yours", None).await;
        assert_eq!(start(&world, &incident, &foreign).await.unwrap_err(), ProblemKind::NotFound);
        assert_eq!(advised(&world, &incident).await, [SOURCE]);
        let own = published(&world, &Keeper::Company(world.program()), "Ours", None).await;
        assert_eq!(advised(&world, &incident).await, std::slice::from_ref(&own));
        // A new incident begins with the copy, not with what it was copied from.
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let first = hikeshi_playbooks::shelf::in_place_of(&tx, &world.platform, &scope, SOURCE);
        assert_eq!(first.await.unwrap(), own);
    }
}

/// The ids of what is advised for the incident, in order.
async fn advised(world: &World, incident: &incident::Model) -> Vec<String> {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let choices = playbook_choices((&tx, &world.platform, &scope), incident, &[]).await.unwrap();
    let advised = choices.into_iter().filter(|choice| choice.is_default);
    advised.map(|choice| choice.playbook.id.clone()).collect()
}
