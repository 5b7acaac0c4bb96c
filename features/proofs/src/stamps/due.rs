//! When a checkpoint is to be stamped.

use hikeshi_db::{Fence, Tx};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::OnConflict,
};

use super::TakeStamp;
use crate::{model::stamp, own_log::publish_now};

/// A try that gives no sign is taken to be lost after so long.
const LOST_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// Writes down that a checkpoint is to be stamped when it is time, and jobs for those that wait.
///
/// # Errors
/// A problem of the database or of our log.
pub(crate) async fn stamps_due(platform: &Platform) -> Result<(), Problem> {
    if platform.config.log.timestamp.url.is_empty() {
        return Ok(());
    }
    let now = platform.clock.now();
    let tx = platform.db.read(Fence::Open).await?;
    let newest = stamp::Entity::find()
        .order_by_desc(stamp::Column::WantedAt)
        .limit(1)
        .one(tx.conn())
        .await?;
    let waiting = waiting(&tx, now).await?;
    drop(tx);
    if !waiting.is_empty() {
        let tx = platform.db.write(Fence::Open).await?;
        for row in waiting {
            try_at(&tx, platform, row, now).await?;
        }
        tx.commit().await?;
    }
    let every =
        SignedDuration::from_hours(i64::from(platform.config.log.timestamp.every_hours.max(1)));
    if newest.is_none_or(|row| row.wanted_at <= to_millis(now - every)) {
        want_now(platform).await?;
    }
    Ok(())
}

/// Publishes the log and writes down that its checkpoint is to be stamped at once. One that is
/// stamped already is not stamped again.
///
/// # Errors
/// A problem of the database or of our log.
pub(crate) async fn want_now(platform: &Platform) -> Result<(), Problem> {
    let ours = publish_now(platform).await?;
    if ours.checkpoint.size == 0 {
        return Ok(());
    }
    let now = platform.clock.now();
    let row = stamp::Model {
        size: i64::try_from(ours.checkpoint.size)?,
        note: ours.note,
        wanted_at: to_millis(now),
        next_at: to_millis(now),
        attempts: 0,
        error: String::new(),
        error_detail: String::new(),
        stamped_at: None,
        received_at: None,
        authority: String::new(),
        serial: String::new(),
        policy: String::new(),
        checked: false,
    };
    let tx = platform.db.write(Fence::Open).await?;
    stamp::Entity::insert(row.clone().into_active_model().reset_all())
        .on_conflict(OnConflict::column(stamp::Column::Size).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    let there = stamp::Entity::find_by_id(row.size).one(tx.conn()).await?.unwrap_or(row);
    if there.stamped_at.is_none() {
        try_at(&tx, platform, there, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The stamps that are to be tried now; the newest first, because it says most.
async fn waiting(tx: &Tx, now: Timestamp) -> Result<Vec<stamp::Model>, Problem> {
    let rows = stamp::Entity::find()
        .filter(stamp::Column::StampedAt.is_null())
        .filter(stamp::Column::NextAt.lte(to_millis(now)))
        .order_by_desc(stamp::Column::Size)
        .limit(20)
        .all(tx.conn())
        .await?;
    Ok(rows)
}

/// Writes the job; should it get lost, the stamp is tried again a little later.
async fn try_at(
    tx: &Tx,
    platform: &Platform,
    row: stamp::Model,
    now: Timestamp,
) -> Result<(), Problem> {
    let change = stamp::ActiveModel {
        size: Set(row.size),
        next_at: Set(to_millis(now + LOST_AFTER)),
        ..Default::default()
    };
    stamp::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let job = TakeStamp { size: row.size };
    enqueue::<Platform, TakeStamp>(tx, platform.chance(), &job, now).await?;
    Ok(())
}
