//! What is remembered of each peer.

use hikeshi_db::Tx;
use hikeshi_kernel::{Rng, to_millis};
use hikeshi_tlog::{Checkpoint, Hash, empty_root};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ActiveModelTrait as _, DbErr, EntityTrait as _, IntoActiveModel as _, QuerySelect as _,
    sea_query::OnConflict,
};

use crate::model::peer;

/// A peer of which nothing is known yet.
pub(super) fn unknown(name: &str) -> peer::Model {
    peer::Model {
        name: name.to_owned(),
        next_at: 0,
        tried_at: None,
        seen_at: None,
        result: String::new(),
        detail: String::new(),
        size: 0,
        root: String::new(),
        note: String::new(),
        unproved_at: None,
        sent_at: None,
        send_result: String::new(),
        their_size: 0,
        cosigned_at: None,
    }
}

/// All that is remembered, by name.
///
/// # Errors
/// The database's error.
pub(crate) async fn states(tx: &Tx) -> Result<Vec<peer::Model>, DbErr> {
    peer::Entity::find().limit(1000).all(tx.conn()).await
}

/// What is remembered of one peer.
pub(super) async fn state_of(tx: &Tx, name: &str) -> Result<peer::Model, DbErr> {
    let found = peer::Entity::find_by_id(name).one(tx.conn()).await?;
    Ok(found.unwrap_or_else(|| unknown(name)))
}

/// As [`state_of`], with the row held until the commit, so that two checkpoints of one peer are
/// taken one after the other.
pub(super) async fn hold_state(tx: &Tx, name: &str) -> Result<peer::Model, DbErr> {
    let fresh = unknown(name).into_active_model();
    peer::Entity::insert(fresh)
        .on_conflict(OnConflict::column(peer::Column::Name).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    let find = peer::Entity::find_by_id(name);
    let find = match tx.backend() {
        hikeshi_db::Backend::Postgres => find.lock_exclusive(),
        hikeshi_db::Backend::Sqlite => find,
    };
    Ok(find.one(tx.conn()).await?.unwrap_or_else(|| unknown(name)))
}

/// Writes what is remembered from now on.
pub(super) async fn remember(tx: &Tx, state: peer::Model) -> Result<(), DbErr> {
    let row = state.into_active_model().reset_all();
    peer::Entity::update(row).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Takes the peer's turn if it has come: the next one is up to a quarter later than the interval,
/// so that installations do not all ask at the same second. `false` if the turn has not come.
///
/// # Errors
/// The database's error.
pub(crate) async fn take_due(
    tx: &Tx,
    (now, rng): (Timestamp, &dyn Rng),
    name: &str,
    every: SignedDuration,
) -> Result<bool, DbErr> {
    let mut state = hold_state(tx, name).await?;
    if state.next_at > to_millis(now) {
        return Ok(false);
    }
    let mut chance = [0; 1];
    rng.fill(&mut chance);
    let later = every.checked_mul(i32::from(chance[0])).unwrap_or(every) / (4 * 256);
    state.next_at = to_millis(now + every + later);
    remember(tx, state).await?;
    Ok(true)
}

impl peer::Model {
    /// Size and root of its last accepted checkpoint; the empty tree before the first one.
    pub(super) fn kept(&self) -> (u64, Hash) {
        match Checkpoint::read(&self.note) {
            Ok(checkpoint) if !self.note.is_empty() => (checkpoint.size, checkpoint.root),
            _ => (0, empty_root()),
        }
    }

    /// Takes a checkpoint up as the last accepted one.
    pub(super) fn accept(&mut self, note: &str, checkpoint: &Checkpoint, now: Timestamp) {
        self.size = i64::try_from(checkpoint.size).unwrap_or(i64::MAX);
        self.root = hex::encode(checkpoint.root);
        self.note = note.to_owned();
        self.seen_at = Some(to_millis(now));
        self.unproved_at = None;
    }
}
