//! Writing jobs, and the dead ones.

use hikeshi_db::Tx;
use hikeshi_kernel::{Clock, Rng, new_uuid, to_millis};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    DeadJob, Job,
    model::{ActiveModel, Column, Entity},
};

/// Writes a job into the caller's transaction; it runs at `run_at` or soon after.
///
/// # Errors
/// The database's error; the caller's transaction should then be dropped.
pub async fn enqueue<C: Send + Sync, J: Job<C>>(
    tx: &Tx,
    (clock, rng): (&dyn Clock, &dyn Rng),
    job: &J,
    run_at: jiff::Timestamp,
) -> Result<(), DbErr> {
    insert::<C, J>(tx, (clock, rng), job, run_at, None).await
}

/// Like [`enqueue`], but a second job with the same `key` is not written.
///
/// # Errors
/// The database's error.
pub async fn enqueue_once<C: Send + Sync, J: Job<C>>(
    tx: &Tx,
    (clock, rng): (&dyn Clock, &dyn Rng),
    job: &J,
    run_at: jiff::Timestamp,
    key: &str,
) -> Result<(), DbErr> {
    insert::<C, J>(tx, (clock, rng), job, run_at, Some(key.to_owned())).await
}

async fn insert<C: Send + Sync, J: Job<C>>(
    tx: &Tx,
    (clock, rng): (&dyn Clock, &dyn Rng),
    job: &J,
    run_at: jiff::Timestamp,
    once_key: Option<String>,
) -> Result<(), DbErr> {
    let payload = serde_json::to_string(job).map_err(|e| DbErr::Custom(e.to_string()))?;
    let row = ActiveModel {
        id: Set(new_uuid(clock, rng)),
        kind: Set(J::KIND.to_owned()),
        payload: Set(payload),
        state: Set("ready".to_owned()),
        run_at: Set(to_millis(run_at)),
        locked_until: Set(0),
        attempts: Set(0),
        last_error: Set(None),
        once_key: Set(once_key),
        created_at: Set(to_millis(clock.now())),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::OnceKey).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await
        .map(|_| ())
}

/// The jobs that failed too often, newest first, at most 200.
///
/// # Errors
/// The database's error.
pub async fn dead_jobs(tx: &Tx) -> Result<Vec<DeadJob>, DbErr> {
    let rows = Entity::find()
        .filter(Column::State.eq("dead"))
        .order_by_desc(Column::CreatedAt)
        .limit(200)
        .all(tx.conn())
        .await?;
    let dead = rows.into_iter().map(|row| DeadJob {
        id: row.id,
        kind: row.kind,
        error: row.last_error.unwrap_or_default(),
        attempts: row.attempts,
    });
    Ok(dead.collect())
}

/// Forgets the jobs that were done before `until`, with what they carried. Of a job with a key the
/// row stays, emptied, so that the key stays used. Returns how many rows were deleted.
///
/// # Errors
/// The database's error.
pub async fn forget_done(tx: &Tx, until: jiff::Timestamp) -> Result<u64, DbErr> {
    // The lock of a finished job ends a minute after its last sign of life.
    let old = sea_orm::Condition::all()
        .add(Column::State.eq("done"))
        .add(Column::LockedUntil.lt(to_millis(until)));
    Entity::update_many()
        .set(ActiveModel { payload: Set(String::new()), ..ActiveModel::default() })
        .filter(old.clone())
        .filter(Column::OnceKey.is_not_null())
        .filter(Column::Payload.ne(""))
        .exec(tx.conn())
        .await?;
    let gone =
        Entity::delete_many().filter(old).filter(Column::OnceKey.is_null()).exec(tx.conn()).await?;
    Ok(gone.rows_affected)
}

/// Frees the jobs that a worker which is gone left running, so that nobody waits for their locks.
/// Only for who knows that no other worker is at this queue. Returns how many there were.
///
/// # Errors
/// The database's error.
pub async fn free_orphans(tx: &Tx) -> Result<u64, DbErr> {
    let freed = Entity::update_many()
        .set(ActiveModel {
            state: Set("ready".to_owned()),
            locked_until: Set(0),
            ..ActiveModel::default()
        })
        .filter(Column::State.eq("running"))
        .exec(tx.conn())
        .await?;
    Ok(freed.rows_affected)
}

/// Makes a dead job ready again; `false` if there is none of that id.
///
/// # Errors
/// The database's error.
pub async fn retry_dead(tx: &Tx, id: Uuid, now: jiff::Timestamp) -> Result<bool, DbErr> {
    let changed = Entity::update_many()
        .set(ActiveModel {
            state: Set("ready".to_owned()),
            attempts: Set(0),
            run_at: Set(to_millis(now)),
            ..ActiveModel::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq("dead"))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}
