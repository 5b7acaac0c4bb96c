//! The columns are settled: the list becomes recipients.

use std::collections::BTreeMap;

use hikeshi_blobs::TenantKey;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;

use super::{
    Checked, Role, RunState,
    chunks::keep_chunks,
    confirm::take_confirmations_back,
    drop::{drop_blobs, forget_chunks},
    list,
    receive::names_of,
    run::{hold_run, write_run},
};
use crate::{
    awaits::renew_awaits_around,
    model::{letter_chunk, letter_run},
};

/// What became of settled columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// The run waits for two persons now.
    Done,
    /// Somebody changed the run meanwhile; nothing was written.
    Moved,
}

/// Stores the recipients in pieces, and the table of the rows that get no letter, then takes them into the run. Opens transactions of its own,
/// because files are written before.
///
/// # Errors
/// A problem of the database or of the disk. Files that no row names are deleted by the sweep.
pub async fn accept_columns(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    run: &letter_run::Model,
    (roles, checked, left_out): (&[Role], &Checked, Option<Vec<u8>>),
) -> Result<Accepted, Problem> {
    let kept = keep_chunks(platform, key, run, &checked.recipients).await?;
    let mut secret = vec![0_u8; 32];
    platform.rng.fill(&mut secret);
    let secret = list::keep(platform, key, secret).await?;
    let left_out = match left_out {
        Some(rows) => Some(list::keep(platform, key, rows).await?),
        None => None,
    };
    let tx = platform.db.write(scope.fence()).await?;
    let now = hold_run(&tx, scope, run.id).await?;
    let waits = matches!(now.run_state()?, RunState::Columns | RunState::Confirm);
    if !waits || now.version != run.version || now.list_blob_id != run.list_blob_id {
        drop(tx);
        for blob in kept.iter().map(|(blob, _)| *blob).chain([secret]).chain(left_out) {
            platform.blobs.delete(blob).await?;
        }
        return Ok(Accepted::Moved);
    }
    let mut gone = forget_chunks(&tx, &now).await?;
    gone.extend(now.secret_blob_id);
    gone.extend(now.left_out_blob_id);
    drop_blobs(&tx, platform, gone).await?;
    take_confirmations_back(&tx, &now).await?;
    let mut rows = Vec::new();
    for (nth, (blob, recipients)) in (0..).zip(&kept) {
        rows.push(letter_chunk::ActiveModel {
            run_id: Set(now.id),
            nth: Set(nth),
            company_id: Set(now.company_id),
            recipients: Set(i64::try_from(*recipients)?),
            list_blob_id: Set(Some(*blob)),
            pdf_blob_id: Set(None),
            missing: Set(String::new()),
            done: Set(false),
        });
    }
    for some in rows.chunks(100) {
        letter_chunk::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    let (recipients, rows_left_out) = (checked.recipients.len(), checked.left_out);
    let change = letter_run::ActiveModel {
        id: Set(now.id),
        secret_blob_id: Set(Some(secret)),
        roles_json: Set(names_of(roles)?),
        recipients: Set(i64::try_from(recipients)?),
        left_out: Set(i64::try_from(rows_left_out)?),
        left_out_json: Set(reasons(checked)?),
        left_out_blob_id: Set(left_out),
        state: Set(RunState::Confirm.name().to_owned()),
        version: Set(now.version + 1),
        ..Default::default()
    };
    write_run(&tx, change).await?;
    let detail = json!({ "run": now.id, "recipients": recipients, "left_out": rows_left_out });
    let about = ("incident", now.incident_id);
    audit(&tx, platform, scope, "letters.columns-settled", about, detail).await?;
    renew_awaits_around(&tx, platform, scope, &now).await?;
    tx.commit().await?;
    Ok(Accepted::Done)
}

/// How many rows get no letter, by the name of the reason.
fn reasons(checked: &Checked) -> Result<String, Problem> {
    let reasons: BTreeMap<&str, usize> =
        checked.counts.iter().map(|(kind, count)| (kind.name(), *count)).collect();
    Ok(serde_json::to_string(&reasons)?)
}
