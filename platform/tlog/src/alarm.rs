//! Alarms about a log: somebody's history contradicts what was kept of it. They stay until a
//! person acknowledges them, and after that they are history.

use hikeshi_kernel::{Clock, Rng, new_uuid, to_millis};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::TlogError;
use crate::rows::{statement, to_bigint};

/// The table, for SQLite and PostgreSQL alike. `kind`: which contradiction; `log`: the peer's name,
/// or empty for the own log; `size`: at which size; `ours`, `theirs`: the two statements that do not
/// go together; `once_key`: the same case is raised once; times in milliseconds UTC.
pub const ALARM_TABLE: &str = "CREATE TABLE tlog_alarm (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    log text NOT NULL,
    size bigint NOT NULL,
    ours text NOT NULL,
    theirs text NOT NULL,
    raised_at bigint NOT NULL,
    acknowledged_at bigint,
    acknowledged_by text NOT NULL,
    acknowledged_by_id uuid,
    once_key text NOT NULL UNIQUE);";

const COLUMNS: &str = "id, kind, log, size, ours, theirs, raised_at, acknowledged_at, \
                       acknowledged_by";

/// A contradiction before it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlarm {
    /// Which contradiction, a word.
    pub kind: &'static str,
    /// The peer's name; empty for the own log.
    pub log: String,
    /// At which size of the log.
    pub size: u64,
    /// What was kept.
    pub ours: String,
    /// What contradicts it.
    pub theirs: String,
}

/// A contradiction that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Its id.
    pub id: Uuid,
    /// Which contradiction.
    pub kind: String,
    /// The peer's name; empty for the own log.
    pub log: String,
    /// At which size of the log.
    pub size: i64,
    /// What was kept.
    pub ours: String,
    /// What contradicts it.
    pub theirs: String,
    /// When it was found, in milliseconds UTC.
    pub raised_at: i64,
    /// When a person acknowledged it, in milliseconds UTC.
    pub acknowledged_at: Option<i64>,
    /// Who did.
    pub acknowledged_by: String,
}

/// Writes the alarm; `None` if the same case was raised before.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn raise_alarm(
    conn: &impl ConnectionTrait,
    (clock, rng): (&dyn Clock, &dyn Rng),
    alarm: &NewAlarm,
) -> Result<Option<Uuid>, TlogError> {
    let id = new_uuid(clock, rng);
    let sql = "INSERT INTO tlog_alarm (id, kind, log, size, ours, theirs, raised_at, \
               acknowledged_by, once_key) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8) \
               ON CONFLICT (once_key) DO NOTHING";
    let values = [
        id.into(),
        alarm.kind.into(),
        alarm.log.clone().into(),
        to_bigint(alarm.size).into(),
        alarm.ours.clone().into(),
        alarm.theirs.clone().into(),
        to_millis(clock.now()).into(),
        format!("{}/{}/{}", alarm.kind, alarm.size, alarm.log).into(),
    ];
    let written = conn.execute_raw(statement(conn, sql, values)).await?;
    Ok((written.rows_affected() > 0).then_some(id))
}

/// The alarms that nobody acknowledged yet, newest first.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn open_alarms(conn: &impl ConnectionTrait) -> Result<Vec<Alarm>, TlogError> {
    alarms_where(conn, "acknowledged_at IS NULL").await
}

/// The alarms that were acknowledged, newest first.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn past_alarms(conn: &impl ConnectionTrait) -> Result<Vec<Alarm>, TlogError> {
    alarms_where(conn, "acknowledged_at IS NOT NULL").await
}

/// Notes that a person has seen the alarm; `false` if it is not there or was acknowledged before.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn acknowledge_alarm(
    conn: &impl ConnectionTrait,
    clock: &dyn Clock,
    alarm: Uuid,
    (by_id, by): (Uuid, &str),
) -> Result<bool, TlogError> {
    let sql = "UPDATE tlog_alarm SET acknowledged_at = $1, acknowledged_by = $2, \
               acknowledged_by_id = $3 WHERE id = $4 AND acknowledged_at IS NULL";
    let values = [to_millis(clock.now()).into(), by.into(), by_id.into(), alarm.into()];
    Ok(conn.execute_raw(statement(conn, sql, values)).await?.rows_affected() > 0)
}

async fn alarms_where(
    conn: &impl ConnectionTrait,
    condition: &'static str,
) -> Result<Vec<Alarm>, TlogError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM tlog_alarm WHERE {condition} ORDER BY raised_at DESC, id LIMIT 100"
    );
    let rows = conn.query_all_raw(statement(conn, &sql, [])).await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Alarm, TlogError> {
    Ok(Alarm {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        log: row.try_get("", "log")?,
        size: row.try_get("", "size")?,
        ours: row.try_get("", "ours")?,
        theirs: row.try_get("", "theirs")?,
        raised_at: row.try_get("", "raised_at")?,
        acknowledged_at: row.try_get("", "acknowledged_at")?,
        acknowledged_by: row.try_get("", "acknowledged_by")?,
    })
}
