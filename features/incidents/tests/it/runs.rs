//! Playbook runs.

use hikeshi_incidents::{
    case::{TimelineFilter, timeline},
    model::incident,
    runs::{Acted, NextAction, Run, StepAct, act_on_step, next_action, runs_of, start_run},
};
use hikeshi_playbook::{Action, Refusal};
use hikeshi_web::ProblemKind;

use crate::world::World;

async fn started(world: &World) -> (incident::Model, Run) {
    let incident = world.incident("A ransom note", &["ransomware"]).await;
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    start_run(&tx, &world.platform, &scope, &incident, "ipa-n-ransomware").await.unwrap();
    let run = runs_of(&tx, &incident).await.unwrap().remove(0);
    tx.commit().await.unwrap();
    (incident, run)
}

async fn act(
    world: &World,
    incident: &incident::Model,
    run: &Run,
    (step, action, seen): (&str, Action, Option<i64>),
) -> Acted {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    let act = StepAct { run: run.row.id, step: step.to_owned(), action, seen };
    let acted = act_on_step(&tx, &world.platform, &scope, incident, act).await.unwrap();
    tx.commit().await.unwrap();
    acted
}

#[tokio::test]
async fn a_playbook_runs_once_on_an_incident_and_is_written_into_the_timeline() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world).await;
        assert_eq!(run.row.playbook_version, run.playbook.version);
        let scope = world.program();
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        let twice = start_run(&tx, &world.platform, &scope, &incident, "ipa-n-ransomware").await;
        assert_eq!(twice.unwrap_err().kind, ProblemKind::Conflict);
        let unknown = start_run(&tx, &world.platform, &scope, &incident, "no-such").await;
        assert_eq!(unknown.unwrap_err().kind, ProblemKind::NotFound);
        let lines = timeline(&tx, &incident, &TimelineFilter::default()).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert!(lines[0].automatic);
    }
}

#[tokio::test]
async fn the_second_of_two_acts_on_one_step_is_a_conflict_and_changes_nothing() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world).await;
        let complete = || ("tell-officer", Action::Complete, Some(0));
        let first = act(&world, &incident, &run, complete()).await;
        let Acted::Done(done) = first else { panic!("{first:?}") };
        let second = act(&world, &incident, &run, complete()).await;
        let Acted::Conflict(now) = second else { panic!("{second:?}") };
        assert_eq!(now.state, done.state);
        assert_eq!(now.row.version, 2);
    }
}

#[tokio::test]
async fn an_act_without_its_reason_is_refused_and_the_next_step_follows_what_is_done() {
    for world in World::every_kind().await {
        let (incident, run) = started(&world).await;
        let aside = Action::NotApplicable { reason: "  ".to_owned() };
        let refused = act(&world, &incident, &run, ("tell-officer", aside, None)).await;
        assert!(matches!(refused, Acted::Refused(_, Refusal::ReasonMissing)), "{refused:?}");
        act(&world, &incident, &run, ("tell-officer", Action::Complete, None)).await;
        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let next = next_action(&tx, &incident).await.unwrap().unwrap();
        let NextAction::Step(step) = next else { panic!("{next:?}") };
        assert_eq!(step.step.id, "isolate");
    }
}
