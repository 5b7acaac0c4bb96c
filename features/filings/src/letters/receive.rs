//! The list comes in: stored encrypted, looked at, deleted after a week at the latest.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use uuid::Uuid;

use super::{
    DropLetters, Role, RunState,
    confirm::take_confirmations_back,
    drop::{KEPT, drop_blobs, forget_chunks},
    run::{hold_run, write_run},
};
use crate::{awaits::renew_awaits_around, model::letter_run};

/// Takes a stored file as the list of a run, instead of an earlier one. `false`: the run is too far
/// for another list; the caller deletes the file.
///
/// # Errors
/// A problem of the database.
pub async fn receive_list(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    (blob, sha256, roles): (Uuid, String, &[Role]),
) -> Result<bool, Problem> {
    let run = hold_run(tx, scope, run.id).await?;
    if !matches!(run.run_state()?, RunState::List | RunState::Columns | RunState::Confirm) {
        return Ok(false);
    }
    let now = platform.clock.now();
    let mut gone = forget_chunks(tx, &run).await?;
    gone.extend(run.list_blob_id);
    gone.extend(run.left_out_blob_id);
    drop_blobs(tx, platform, gone).await?;
    take_confirmations_back(tx, &run).await?;
    write_run(
        tx,
        letter_run::ActiveModel {
            id: Set(run.id),
            list_blob_id: Set(Some(blob)),
            list_sha256: Set(Some(sha256)),
            received_at: Set(Some(to_millis(now))),
            roles_json: Set(names_of(roles)?),
            recipients: Set(0),
            left_out: Set(0),
            left_out_json: Set("{}".to_owned()),
            left_out_blob_id: Set(None),
            state: Set(RunState::Columns.name().to_owned()),
            version: Set(run.version + 1),
            ..Default::default()
        },
    )
    .await?;
    let job = DropLetters { company: run.company_id, run: run.id };
    enqueue::<Platform, _>(tx, platform.chance(), &job, now + KEPT).await?;
    let detail = json!({ "run": run.id });
    audit(tx, platform, scope, "letters.list-received", ("incident", run.incident_id), detail)
        .await?;
    renew_awaits_around(tx, platform, scope, &run).await?;
    Ok(true)
}

/// Roles as the database keeps them.
pub(super) fn names_of(roles: &[Role]) -> Result<String, Problem> {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    Ok(serde_json::to_string(&names)?)
}

impl letter_run::Model {
    /// The roles of the columns of its list.
    ///
    /// # Errors
    /// What stands in the database is no list of roles.
    pub fn roles(&self) -> Result<Vec<Role>, Problem> {
        let names: Vec<String> = serde_json::from_str(&self.roles_json)?;
        Ok(names.iter().map(|name| Role::from_name(name).unwrap_or(Role::Field)).collect())
    }
}
