//! Reading the tables of the log in order.

use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Frontier, Hash, LoggedEntry, TlogError};

pub(crate) const COLUMNS: &str = "seq, at, tenant_id, delegate_id, actor_kind, actor_id, action, \
                                  target_kind, target_id, detail, detail_hash, leaf_hash";

pub(crate) fn statement(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), sql, values)
}

/// The head as committed: size and frontier of the tree.
pub(crate) async fn head(conn: &impl ConnectionTrait) -> Result<Frontier, TlogError> {
    let sql = "SELECT size, frontier FROM tlog_head WHERE id = 1";
    let row = conn.query_one_raw(statement(conn, sql, [])).await?.ok_or(TlogError::NoHead)?;
    frontier(count_from(row.try_get("", "size")?), &row.try_get::<String>("", "frontier")?)
}

pub(crate) fn frontier(size: u64, text: &str) -> Result<Frontier, TlogError> {
    Frontier::from_text(size, text)
        .ok_or(TlogError::Broken { seq: size, why: "the head of the log is damaged" })
}

/// The entries `from..until` (at most `limit` of them), without a gap.
pub(crate) async fn entries(
    conn: &impl ConnectionTrait,
    from: u64,
    until: u64,
    limit: u64,
) -> Result<Vec<LoggedEntry>, TlogError> {
    let until = until.min(from.saturating_add(limit));
    let sql = format!("SELECT {COLUMNS} FROM tlog_entry WHERE seq >= $1 AND seq < $2 ORDER BY seq");
    let values = [to_bigint(from).into(), to_bigint(until).into()];
    let rows = conn.query_all_raw(statement(conn, &sql, values)).await?;
    let mut found = Vec::with_capacity(rows.len());
    let mut expected = from;
    for row in &rows {
        let entry = LoggedEntry::from_row(row)?;
        if entry.seq != expected {
            break;
        }
        found.push(entry);
        expected += 1;
    }
    if expected == until {
        Ok(found)
    } else {
        Err(TlogError::Broken { seq: expected, why: "the entry is missing" })
    }
}

/// The leaves `from..until` as stored, without a gap.
pub(crate) async fn leaves(
    conn: &impl ConnectionTrait,
    from: u64,
    until: u64,
) -> Result<Vec<Hash>, TlogError> {
    let sql = "SELECT seq, leaf_hash FROM tlog_entry WHERE seq >= $1 AND seq < $2 ORDER BY seq";
    let values = [to_bigint(from).into(), to_bigint(until).into()];
    let rows = conn.query_all_raw(statement(conn, sql, values)).await?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, seq) in rows.iter().zip(from..) {
        if count_from(row.try_get("", "seq")?) != seq {
            break;
        }
        let mut leaf = Hash::default();
        hex::decode_to_slice(row.try_get::<String>("", "leaf_hash")?, &mut leaf)
            .map_err(|_| TlogError::Broken { seq, why: "a field was changed" })?;
        found.push(leaf);
    }
    let next = from.saturating_add(found.len() as u64);
    if next == until {
        Ok(found)
    } else {
        Err(TlogError::Broken { seq: next, why: "the entry is missing" })
    }
}

/// A count from a column; what no count can be becomes one that fits nothing.
pub(crate) fn count_from(column: i64) -> u64 {
    u64::try_from(column).unwrap_or(u64::MAX)
}

pub(crate) fn to_bigint(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
