//! What did not go out, or nobody knows of: a person decides.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{case::hold, model::incident};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    Refused, RunState,
    claim::of_run,
    control::{move_run, send_on},
    left::left_over,
    run::hold_run,
    siblings::{another_runs, look_again},
    still_approved,
};
use crate::model::{
    letter_recipient::{ActiveModel, Column, Entity},
    letter_run,
};

/// What a person decides about recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Send (again). Who already got it gets it twice: the person knows that.
    Again,
    /// It has arrived after all.
    Arrived,
}

impl Decision {
    /// The decision of that name, as the form has it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "again" => Some(Self::Again),
            "arrived" => Some(Self::Arrived),
            _ => None,
        }
    }
}

/// A decision as a person makes it.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'a> {
    /// What.
    pub decision: Decision,
    /// About the recipients in these lines.
    pub lines: &'a [i64],
    /// Send also to those who got the same letter in another run.
    pub although: bool,
}

/// Writes a decision. Lines that are not left over (any more) are passed by. Opens transactions of
/// its own, because names are read from files before.
///
/// # Errors
/// Forbidden for a provider's people; a problem of the database or of the disk.
pub async fn decide_left(
    platform: &Platform,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    decided: Decided<'_>,
) -> Result<Result<(), Refused>, Problem> {
    if scope.provider().is_some() {
        return Err(Problem::forbidden());
    }
    let left = left_over(platform, scope, run, Some(decided.lines)).await?;
    let again = decided.decision == Decision::Again;
    if again && !decided.although && left.rows.iter().any(|one| one.elsewhere) {
        return Ok(Err(Refused::GotElsewhere));
    }
    let tx = platform.db.write(scope.fence()).await?;
    hold(&tx, incident).await?;
    let run = hold_run(&tx, scope, run.id).await?;
    let state = run.run_state()?;
    if !matches!(state, RunState::Open | RunState::Running | RunState::Paused) {
        return Ok(Err(Refused::Moved));
    }
    if again {
        if !still_approved(&tx, incident, &run).await? {
            return Ok(Err(Refused::NotApproved));
        }
        if another_runs(&tx, &run).await? {
            return Ok(Err(Refused::AnotherRuns));
        }
        if !left.others.unchanged(&tx, &run).await? {
            return Ok(Err(Refused::Moved));
        }
    }
    let lines: Vec<i64> = left.rows.iter().map(|one| one.row.line).collect();
    let count = write(&tx, platform, &run, (decided.decision, &lines)).await?;
    if count > 0 {
        let what = if again { "letters.sent-again" } else { "letters.taken-as-sent" };
        let detail = json!({ "run": run.id, "recipients": count });
        audit(&tx, platform, scope, what, ("incident", run.incident_id), detail).await?;
    }
    if count > 0 && again && state == RunState::Open {
        look_again(&tx, &run).await?;
        move_run(&tx, &run, RunState::Running).await?;
        send_on(&tx, platform, &run).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Writes it in the rows; returns how many it was about.
async fn write(
    tx: &Tx,
    platform: &Platform,
    run: &letter_run::Model,
    (decision, lines): (Decision, &[i64]),
) -> Result<u64, Problem> {
    let (next, reason) = match decision {
        Decision::Again => ("again", ""),
        Decision::Arrived => ("sent", "by-person"),
    };
    let change = ActiveModel {
        state: Set(next.to_owned()),
        reason: Set(reason.to_owned()),
        claim: Set(None),
        at: Set(to_millis(platform.clock.now())),
        ..Default::default()
    };
    let these = Condition::all()
        .add(of_run(run))
        .add(Column::State.is_in(["failed", "unknown"]))
        .add(Column::Line.is_in(lines.iter().copied()));
    Ok(Entity::update_many().set(change).filter(these).exec(tx.conn()).await?.rows_affected)
}
