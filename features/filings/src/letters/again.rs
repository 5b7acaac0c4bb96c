//! What did not go out, or nobody knows of: a person decides.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    RunState,
    claim::of_run,
    control::{move_run, send_on},
    run::hold_run,
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

/// Writes a decision about the recipients in these lines; returns how many it was about. Lines that
/// are not left over (any more) are passed by.
///
/// # Errors
/// Forbidden for a provider's people; a problem of the database.
pub async fn decide_left(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    (decision, lines): (Decision, &[i64]),
) -> Result<u64, Problem> {
    if scope.provider().is_some() {
        return Err(Problem::forbidden());
    }
    let run = hold_run(tx, scope, run.id).await?;
    let state = run.run_state()?;
    if !matches!(state, RunState::Open | RunState::Running | RunState::Paused) {
        return Ok(0);
    }
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
        .add(of_run(&run))
        .add(Column::State.is_in(["failed", "unknown"]))
        .add(Column::Line.is_in(lines.iter().copied()));
    let changed = Entity::update_many().set(change).filter(these).exec(tx.conn()).await?;
    let count = changed.rows_affected;
    if count > 0 {
        let what = match decision {
            Decision::Again => "letters.sent-again",
            Decision::Arrived => "letters.taken-as-sent",
        };
        let detail = json!({ "run": run.id, "recipients": count });
        audit(tx, platform, scope, what, ("incident", run.incident_id), detail).await?;
    }
    if count > 0 && decision == Decision::Again && state == RunState::Open {
        move_run(tx, &run, RunState::Running).await?;
        send_on(tx, platform, &run).await?;
    }
    Ok(count)
}
