//! The merge in the records: its own row, and the spare's log entries as entries of this log.

use hikeshi_db::{Fence, Tx};
use hikeshi_tlog::{Entry, LoggedEntry, append, list_for_tenant};
use hikeshi_web::Platform;
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use uuid::Uuid;

use super::{Merged, open::Spare};
use crate::{SpareError, rows::statement};

/// Writes the row of the merge; its counts follow at the end.
pub(super) async fn begin(
    tx: &Tx,
    spare: &Spare,
    (merge, now): (Uuid, i64),
) -> Result<(), SpareError> {
    let sql = "INSERT INTO spare_merge (id, company_id, spare_id, at, copied_at, spare_log_size, \
               spare_checkpoint, rows_sha256, counts_json) VALUES ($1, $2, $3, $4, $5, $6, $7, '', '{}')";
    let values = vec![
        merge.into(),
        spare.origin.company.into(),
        spare.origin.spare.into(),
        now.into(),
        spare.origin.copied_at.as_millisecond().into(),
        i64::try_from(spare.log_size).unwrap_or(i64::MAX).into(),
        spare.checkpoint.clone().into(),
    ];
    tx.conn().execute_raw(statement(tx, sql.to_owned(), values)).await?;
    Ok(())
}

/// Writes the counts; answers the hash over the rows that came in.
pub(super) async fn end(tx: &Tx, merge: Uuid, merged: &Merged) -> Result<String, SpareError> {
    let sql = "UPDATE spare_merge SET counts_json = $1 WHERE id = $2 RETURNING rows_sha256";
    let values = vec![serde_json::to_string(merged)?.into(), merge.into()];
    let row = tx.conn().query_one_raw(statement(tx, sql.to_owned(), values)).await?;
    let row = row.ok_or(SpareError::Stopped)?;
    Ok(row.try_get("", "rows_sha256")?)
}

/// Appends the spare's entries about the company that no earlier merge brought, each with its number
/// in the spare's log; answers how many.
pub(super) async fn carry(
    tx: &Tx,
    platform: &Platform,
    spare: &Spare,
    merge: Uuid,
) -> Result<usize, SpareError> {
    let entries = new_entries(tx, spare, merge).await?;
    let count = entries.len();
    for entry in entries {
        append(tx.conn(), &*platform.clock, carried(spare, merge, &entry)).await?;
    }
    Ok(count)
}

async fn new_entries(tx: &Tx, spare: &Spare, merge: Uuid) -> Result<Vec<LoggedEntry>, SpareError> {
    let sql =
        "SELECT MAX(spare_log_size) AS size FROM spare_merge WHERE spare_id = $1 AND id <> $2";
    let values = vec![spare.origin.spare.into(), merge.into()];
    let row = tx.conn().query_one_raw(statement(tx, sql.to_owned(), values)).await?;
    let done: Option<i64> = match row {
        Some(row) => row.try_get("", "size")?,
        None => None,
    };
    // Entry 0 tells of the making of the spare, which this log knows.
    let done = done.and_then(|size| u64::try_from(size).ok()).unwrap_or(1);
    entries_since(spare, done).await
}

/// The spare's entries about the company from this one on, the oldest first.
pub(super) async fn entries_since(
    spare: &Spare,
    done: u64,
) -> Result<Vec<LoggedEntry>, SpareError> {
    const PAGE: u32 = 500;
    let there = spare.db.read(Fence::Open).await?;
    let (mut found, mut before) = (Vec::new(), Some(spare.log_size));
    loop {
        let page = list_for_tenant(there.conn(), spare.origin.company, before, PAGE).await?;
        before = page.last().map(|entry| entry.seq);
        let more = page.len() == PAGE as usize;
        found.extend(page.into_iter().filter(|entry| entry.seq >= done));
        if !more || before.is_none_or(|seq| seq <= done) {
            found.reverse();
            return Ok(found);
        }
    }
}

fn carried(spare: &Spare, merge: Uuid, entry: &LoggedEntry) -> Entry {
    let detail = json!({
        "spare": spare.origin.spare, "merge": merge, "spare_entry": entry.seq,
        "spare_at": entry.at_millis, "spare_leaf": entry.leaf_hash,
        "detail": entry.detail_value(),
    });
    let mut carried = Entry::new(&entry.actor.kind, entry.actor.id, &entry.action)
        .tenant(spare.origin.company)
        .detail(detail);
    if let Some((kind, id)) = &entry.target {
        carried = carried.target(kind, *id);
    }
    if let Some(provider) = entry.delegate_id {
        carried = carried.delegate(provider);
    }
    carried
}
