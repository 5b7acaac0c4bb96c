//! The sample's work on a playbook: so many tasks done, or everything settled.

use anyhow::{Context as _, bail};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    model::incident,
    runs::{Acted, Run, StepAct, act_on_step, runs_of, start_run},
};
use hikeshi_playbook::{Action, Availability, StepKind, UNKNOWN, advise, next_step, view};
use hikeshi_web::Platform;

use super::cases::said;

/// Starts a playbook.
pub async fn start(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    playbook: &str,
) -> anyhow::Result<Run> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = start_run(&tx, platform, scope, incident, playbook).await.map_err(said)?;
    let runs = runs_of(&tx, incident).await.map_err(said)?;
    tx.commit().await?;
    runs.into_iter().find(|run| run.row.id == row.id).context("the run has just been started")
}

/// Completes the first task that can be done now; questions and decisions stay open.
pub async fn one_task(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    run: Run,
) -> anyhow::Result<Run> {
    let open = view(&run.playbook, &run.state).into_iter().find(|step| {
        step.availability == Availability::Available && matches!(step.step.kind, StepKind::Task)
    });
    let Some(step) = open.map(|view| view.step.id.clone()) else { return Ok(run) };
    act(platform, scope, incident, &run, step, Action::Complete).await
}

/// Settles everything that is left: questions as unknown, decisions as recommended.
pub async fn all(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    mut run: Run,
    reason: &str,
) -> anyhow::Result<()> {
    loop {
        let Some(next) = next_step(&run.playbook, &run.state) else { return Ok(()) };
        let action = match &next.step.kind {
            StepKind::Task => Action::Complete,
            StepKind::Question => Action::Answer { option: UNKNOWN.to_owned() },
            StepKind::Decision => {
                let advised = advise(&run.playbook, &run.state, next.step).map(|a| a.option);
                let option =
                    advised.or(next.step.options.first()).context("a decision has options")?;
                Action::Decide { option: option.id.clone(), reason: reason.to_owned() }
            }
        };
        let step = next.step.id.clone();
        run = act(platform, scope, incident, &run, step, action).await?;
    }
}

async fn act(
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    run: &Run,
    step: String,
    action: Action,
) -> anyhow::Result<Run> {
    let act = StepAct { run: run.row.id, step: step.clone(), action, seen: None };
    let tx = platform.db.write(scope.fence()).await?;
    let acted = act_on_step(&tx, platform, scope, incident, act).await.map_err(said)?;
    tx.commit().await?;
    match acted {
        Acted::Done(run) => Ok(run),
        Acted::Conflict(_) => bail!("somebody else works on the sample"),
        Acted::Refused(_, refusal) => bail!("step {step}: {refusal:?}"),
    }
}
