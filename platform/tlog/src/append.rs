//! Writing an entry, in the transaction of the change that it tells of.

use hikeshi_kernel::{Clock, to_millis};
use sea_orm::ConnectionTrait;

use crate::canonical::canonical_json;
use crate::list::hash_text;
use crate::rows::{count_from, frontier, statement, to_bigint};
use crate::{Entry, LoggedEntry, TlogError};

/// Appends `entry` and returns its sequence number (from 0). `tx` must be the open transaction
/// of the change; entry and change are then committed together.
///
/// From here to the commit no other transaction can append, so call it last and commit soon.
///
/// # Errors
/// [`TlogError::BadWord`] and [`TlogError::BadNumber`] before anything is written;
/// [`TlogError::NoHead`], [`TlogError::Broken`] and [`TlogError::Db`], after which the
/// transaction must be given up.
pub async fn append(
    tx: &impl ConnectionTrait,
    clock: &dyn Clock,
    entry: Entry,
) -> Result<u64, TlogError> {
    entry.check()?;
    let detail = entry.detail.as_ref().map(canonical_json).transpose()?;
    // One statement locks and counts on both databases: PostgreSQL locks the row, SQLite takes
    // its one write lock.
    let sql = "UPDATE tlog_head SET size = size + 1 WHERE id = 1 RETURNING size, frontier";
    let head = tx.query_one_raw(statement(tx, sql, [])).await?.ok_or(TlogError::NoHead)?;
    let seq = count_from(head.try_get::<i64>("", "size")?.saturating_sub(1));
    let mut frontier = frontier(seq, &head.try_get::<String>("", "frontier")?)?;

    let mut row = LoggedEntry {
        seq,
        at_millis: to_millis(clock.now()),
        tenant_id: entry.tenant_id,
        delegate_id: entry.delegate_id,
        actor: entry.actor,
        action: entry.action,
        target: entry.target,
        detail_hash: detail.as_deref().map(hash_text),
        detail,
        leaf_hash: String::new(),
    };
    let leaf = row.leaf()?;
    row.leaf_hash = hex::encode(leaf);
    frontier.append(leaf);
    insert(tx, row).await?;
    let sql = "UPDATE tlog_head SET frontier = $1 WHERE id = 1";
    tx.execute_raw(statement(tx, sql, [frontier.to_text().into()])).await?;
    Ok(seq)
}

async fn insert(tx: &impl ConnectionTrait, row: LoggedEntry) -> Result<(), TlogError> {
    let sql = format!(
        "INSERT INTO tlog_entry ({}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        crate::rows::COLUMNS
    );
    let (target_kind, target_id) = row.target.map_or((None, None), |(kind, id)| (Some(kind), id));
    let values = [
        to_bigint(row.seq).into(),
        row.at_millis.into(),
        row.tenant_id.into(),
        row.delegate_id.into(),
        row.actor.kind.into(),
        row.actor.id.into(),
        row.action.into(),
        target_kind.into(),
        target_id.into(),
        row.detail.into(),
        row.detail_hash.into(),
        row.leaf_hash.into(),
    ];
    tx.execute_raw(statement(tx, &sql, values)).await?;
    Ok(())
}
