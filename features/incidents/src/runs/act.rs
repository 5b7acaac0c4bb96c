//! One act on one step of a run.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit, can};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_playbook::{Act, Action, Refusal, StepKind, apply, is_complete};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use crate::{
    case::{EntryKind, NewEntry, add_entry, hold_open},
    model::{incident, playbook_run, run_event},
    record::Written,
    runs::{Run, find_run, sentence, step_version},
};

/// What somebody does to a step.
#[derive(Debug, Clone)]
pub struct StepAct {
    /// The run.
    pub run: Uuid,
    /// The step's id in the playbook.
    pub step: String,
    /// What is done.
    pub action: Action,
    /// The version of the step ([`step_version`]) that the person saw; `None` skips the check.
    pub seen: Option<i64>,
}

/// What became of it.
#[derive(Debug, Clone)]
pub enum Acted {
    /// Written; the run as it stands now.
    Done(Run),
    /// Somebody else changed the step meanwhile; nothing was written.
    Conflict(Run),
    /// The playbook does not allow it; nothing was written.
    Refused(Run, Refusal),
}

/// Whether somebody may act on steps of this kind: whatever is done to a decision (also setting
/// it aside) needs the right to decide, all else the right to work on the case.
#[must_use]
pub fn may_act_on(scope: &CompanyScope, kind: StepKind) -> bool {
    match kind {
        StepKind::Decision => scope.may::<can::Decide>(),
        StepKind::Task | StepKind::Question => scope.may::<can::WorkIncident>(),
    }
}

/// Applies an act: the state, its event, the timeline line and the audit entry, all or nothing.
///
/// # Errors
/// Not found for an unknown run or step; forbidden by [`may_act_on`]; a readable conflict when the incident is closed;
/// a problem of the database.
pub async fn act_on_step(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    act: StepAct,
) -> Result<Acted, Problem> {
    hold_open(tx, platform, incident).await?;
    let run = find_run(tx, incident, act.run).await?;
    let step = run.playbook.step(&act.step).ok_or_else(Problem::not_found)?;
    if !may_act_on(scope, step.kind) {
        return Err(Problem::forbidden());
    }
    record_act(tx, platform, scope, incident, (act, By::default())).await
}

/// Who did something, where it is not the person of the scope.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct By<'a> {
    /// The name; `None` for the person of the scope.
    pub(super) name: Option<&'a str>,
    /// Where it stands; empty for none.
    pub(super) source: &'a str,
}

/// As [`act_on_step`], for acts that are allowed by what they record.
///
/// # Errors
/// Not found for an unknown run or step; a problem of the database.
pub(super) async fn record_act(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (act, person): (StepAct, By<'_>),
) -> Result<Acted, Problem> {
    let run = find_run(tx, incident, act.run).await?;
    let step = run.playbook.step(&act.step).ok_or_else(Problem::not_found)?;
    let before = run.state.steps.get(&act.step).cloned().unwrap_or_default();
    if act.seen.is_some_and(|seen| seen != step_version(&before)) {
        return Ok(Acted::Conflict(run));
    }
    let now = platform.clock.now();
    let at = to_millis(now);
    let by = Some(person.name.unwrap_or_else(|| scope.actor_name()).to_owned());
    let change = Act { step: act.step.clone(), action: act.action.clone(), by, at: Some(at) };
    let state = match apply(&run.playbook, &run.state, &change) {
        Ok(state) => state,
        Err(refusal) => return Ok(Acted::Refused(run, refusal)),
    };
    let text = sentence::line(platform, step, &act.action);
    let line = NewEntry {
        source: person.source.to_owned(),
        ..NewEntry::automatic(kind_of(&act.action), now, text)
    };
    let ended_at = is_complete(&run.playbook, &state).then_some(at);
    let (version, state_json) = (run.row.version + 1, serde_json::to_string(&state)?);
    let change = playbook_run::ActiveModel {
        id: Set(run.row.id),
        state_json: Set(state_json.clone()),
        ended_at: Set(ended_at),
        version: Set(version),
        ..Default::default()
    };
    playbook_run::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let event = write_event(tx, platform, scope, &run, (&act, person.name)).await?;
    let row = playbook_run::Model { state_json, ended_at, version, ..run.row };
    add_entry(tx, platform, scope, incident, line).await?;
    let detail = json!({
        "run": row.id, "step": act.step, "act": sentence::name(&act.action),
        "rows": Written::of(&row)?.and(&event)?,
    });
    audit(tx, platform, scope, "run.step-changed", ("incident", incident.id), detail).await?;
    Ok(Acted::Done(Run { row, playbook: run.playbook, state }))
}

async fn write_event(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &Run,
    (act, by): (&StepAct, Option<&str>),
) -> Result<run_event::Model, Problem> {
    let (clock, rng) = platform.chance();
    let (outcome, reason) = sentence::outcome_and_reason(&act.action);
    let row = run_event::Model {
        id: new_uuid(clock, rng),
        company_id: run.row.company_id,
        incident_id: run.row.incident_id,
        run_id: run.row.id,
        step_id: act.step.clone(),
        act: sentence::name(&act.action).to_owned(),
        outcome: outcome.to_owned(),
        reason: reason.trim().to_owned(),
        at: to_millis(clock.now()),
        by_id: scope.account().filter(|_| by.is_none()).map(Into::into),
        by_name: by.unwrap_or_else(|| scope.actor_name()).to_owned(),
    };
    run_event::Entity::insert(run_event::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row)
}

const fn kind_of(action: &Action) -> EntryKind {
    match action {
        Action::Decide { .. } => EntryKind::Decision,
        _ => EntryKind::Action,
    }
}
