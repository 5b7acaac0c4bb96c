//! Our checkpoints with the lines of those who vouch for them.

use hikeshi_db::Tx;
use hikeshi_tlog::Checkpoint;
use sea_orm::{
    ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::{model::cosignature, own_log::Published};

/// The note with the cosignatures that were received for it.
///
/// # Errors
/// The database's error.
pub(crate) async fn with_cosignatures(tx: &Tx, ours: &Published) -> Result<String, DbErr> {
    let lines = lines_of(tx, &ours.checkpoint).await?;
    Ok(lines.into_iter().fold(ours.note.clone(), |note, line| note + &line.line))
}

/// The newest of our checkpoints that somebody cosigned, with all its lines.
///
/// # Errors
/// The database's error.
pub(crate) async fn last_cosigned(tx: &Tx) -> Result<Option<Published>, DbErr> {
    let newest = cosignature::Entity::find()
        .order_by_desc(cosignature::Column::Size)
        .limit(1)
        .one(tx.conn())
        .await?;
    let Some(newest) = newest else { return Ok(None) };
    let Ok(checkpoint) = Checkpoint::read(&newest.note) else { return Ok(None) };
    let ours = Published { note: newest.note, checkpoint };
    let note = with_cosignatures(tx, &ours).await?;
    Ok(Some(Published { note, ..ours }))
}

async fn lines_of(tx: &Tx, checkpoint: &Checkpoint) -> Result<Vec<cosignature::Model>, DbErr> {
    cosignature::Entity::find()
        .filter(cosignature::Column::Size.eq(i64::try_from(checkpoint.size).unwrap_or(i64::MAX)))
        .filter(cosignature::Column::Root.eq(hex::encode(checkpoint.root)))
        .order_by_asc(cosignature::Column::Peer)
        .limit(50)
        .all(tx.conn())
        .await
}
