//! Two persons of the company look at a run before it begins.

use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, CompanyId, CompanyScope, audit, can, scope_of_account};
use hikeshi_incidents::{
    case::{Purpose, hold},
    model::incident,
};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, ModelTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Refused, RunState, SendLetters,
    drop::drop_blobs,
    run::{hold_run, write_run},
    siblings::{another_runs, look_again},
    still_approved,
};
use crate::{
    awaits::{renew_awaits, tell_confirmers},
    model::{letter_confirmation, letter_run},
};

/// So many persons have to confirm.
pub const NEEDED: usize = 2;

/// Confirms a run as the person saw it (`seen`: its version); with the second person it begins. Who
/// confirmed before and may not any more no longer counts: then another person has to confirm.
///
/// # Errors
/// Forbidden for the program; a problem of the database.
pub async fn confirm_run(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, run): (&incident::Model, &letter_run::Model),
    seen: i64,
) -> Result<Result<(), Refused>, Problem> {
    // A provider prepares; only the company's own people let letters go out.
    let Some(account) = scope.account().filter(|_| scope.provider().is_none()) else {
        return Err(Problem::forbidden());
    };
    if incident.purpose != Purpose::Real.name() {
        return Ok(Err(Refused::NotReal));
    }
    // Two runs of one letter do not begin side by side.
    hold(tx, incident).await?;
    let run = hold_run(tx, scope, run.id).await?;
    if run.run_state()? != RunState::Confirm || run.version != seen {
        return Ok(Err(Refused::Moved));
    }
    if !still_approved(tx, incident, &run).await? {
        return Ok(Err(Refused::NotApproved));
    }
    let (before, lapsed): (Vec<_>, Vec<_>) =
        confirmations_of(tx, &run).await?.into_iter().partition(|one| one.stands);
    if before.iter().any(|one| one.row.account_id == account.0) {
        return Ok(Err(Refused::SamePerson));
    }
    if another_runs(tx, &run).await? {
        return Ok(Err(Refused::AnotherRuns));
    }
    for one in lapsed {
        one.row.delete(tx.conn()).await?;
    }
    let now = platform.clock.now();
    let row = letter_confirmation::ActiveModel {
        run_id: Set(run.id),
        account_id: Set(account.0),
        company_id: Set(run.company_id),
        name: Set(scope.actor_name().to_owned()),
        at: Set(to_millis(now)),
    };
    letter_confirmation::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let about = ("incident", run.incident_id);
    let detail = json!({ "run": run.id, "recipients": run.recipients });
    audit(tx, platform, scope, "letters.confirmed", about, detail.clone()).await?;
    if before.len() + 1 < NEEDED {
        renew_awaits(tx, platform, scope, incident).await?;
        tell_confirmers(tx, platform, scope, (incident, &run)).await?;
        return Ok(Ok(()));
    }
    look_again(tx, &run).await?;
    drop_blobs(tx, platform, run.list_blob_id.into_iter().collect()).await?;
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        list_blob_id: Set(None),
        state: Set(RunState::Running.name().to_owned()),
        started_at: Set(Some(to_millis(now))),
        version: Set(run.version + 1),
        ..Default::default()
    };
    write_run(tx, change).await?;
    let job = SendLetters { company: run.company_id, run: run.id };
    enqueue::<Platform, _>(tx, platform.chance(), &job, now).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    audit(tx, platform, scope, "letters.begun", about, detail).await?;
    Ok(Ok(()))
}

/// A confirmation of a run.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// Who, and when.
    pub row: letter_confirmation::Model,
    /// Whether it counts: the run had begun with it, or the person may still confirm.
    pub stands: bool,
}

/// Who has confirmed, in order.
///
/// # Errors
/// A problem of the database.
pub async fn confirmations_of(tx: &Tx, run: &letter_run::Model) -> Result<Vec<Confirmed>, Problem> {
    let rows = letter_confirmation::Entity::find()
        .filter(letter_confirmation::Column::RunId.eq(run.id))
        .filter(letter_confirmation::Column::CompanyId.eq(run.company_id))
        .order_by_asc(letter_confirmation::Column::At)
        .all(tx.conn())
        .await?;
    let has_begun = run.started_at.is_some();
    let mut confirmed = Vec::new();
    for row in rows {
        let stands = has_begun || may_confirm(tx, run, row.account_id).await?;
        confirmed.push(Confirmed { row, stands });
    }
    Ok(confirmed)
}

/// Whether this account may confirm now, with a role in the company itself.
async fn may_confirm(tx: &Tx, run: &letter_run::Model, account: Uuid) -> Result<bool, Problem> {
    let scope = scope_of_account(tx, AccountId(account), CompanyId(run.company_id)).await?;
    Ok(scope.is_some_and(|scope| {
        scope.provider().is_none()
            && scope.may::<can::DecideFilings>()
            && scope.sees_incident(run.incident_id)
    }))
}

/// A changed run was confirmed by nobody.
pub(super) async fn take_confirmations_back(
    tx: &Tx,
    run: &letter_run::Model,
) -> Result<(), Problem> {
    letter_confirmation::Entity::delete_many()
        .filter(letter_confirmation::Column::RunId.eq(run.id))
        .filter(letter_confirmation::Column::CompanyId.eq(run.company_id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
