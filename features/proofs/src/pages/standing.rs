//! How far the log is vouched for by others: who holds how much, what is stamped, what is wrong.

use hikeshi_db::Tx;
use hikeshi_kernel::from_millis;
use hikeshi_tlog::open_alarms;
use hikeshi_web::{Platform, Problem, RequestContext};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::{model::stamp, peers::peers, witness::states};

/// What others hold, in the reader's words.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// Peers that hold our checkpoint up to some size.
    pub(super) keepers: Vec<Keeper>,
    /// The last stamp, or the one for the entry asked about.
    pub(super) stamped: Option<Stamped>,
    /// Since when a checkpoint waits for its stamp; `None` if none does.
    pub(super) waiting_since: Option<String>,
    /// Whether stamps are set up.
    pub(super) stamps_on: bool,
    /// Whether an alarm is open.
    pub(super) alarm: bool,
}

/// One peer that holds our checkpoint.
#[derive(Debug, Clone)]
pub(super) struct Keeper {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) size: i64,
    pub(super) when: String,
}

/// One stamp.
#[derive(Debug, Clone)]
pub(super) struct Stamped {
    pub(super) size: i64,
    pub(super) when: String,
    pub(super) authority: String,
    pub(super) checked: bool,
}

impl Standing {
    /// What vouches for the entry `seq`, or with `None` for the log as a whole.
    pub(super) async fn of(
        tx: &Tx,
        platform: &Platform,
        context: &RequestContext,
        seq: Option<i64>,
    ) -> Result<Self, Problem> {
        let words = &context.words;
        let least = seq.map_or(1, |seq| seq + 1);
        let set = peers(&platform.config);
        let keepers = states(tx).await?.into_iter().filter(|state| state.their_size >= least);
        let keepers = keepers.filter_map(|state| {
            let peer = set.iter().find(|peer| peer.name == state.name)?;
            Some(Keeper {
                name: state.name,
                about: peer.about.clone(),
                size: state.their_size,
                when: state.sent_at.map(|at| words.date_time(from_millis(at))).unwrap_or_default(),
            })
        });
        let keepers = keepers.collect();
        let covering = stamp::Entity::find()
            .filter(stamp::Column::StampedAt.is_not_null())
            .filter(stamp::Column::Size.gte(least));
        // For one entry the first stamp over it says most, for the log the last one.
        let covering = match seq {
            Some(_) => covering.order_by_asc(stamp::Column::Size),
            None => covering.order_by_desc(stamp::Column::Size),
        };
        let stamped = covering.limit(1).one(tx.conn()).await?.map(|row| Stamped {
            size: row.size,
            when: words.date_time(from_millis(row.stamped_at.unwrap_or_default())),
            authority: row.authority,
            checked: row.checked,
        });
        let oldest = stamp::Entity::find()
            .filter(stamp::Column::StampedAt.is_null())
            .order_by_asc(stamp::Column::WantedAt)
            .limit(1)
            .one(tx.conn())
            .await?;
        Ok(Self {
            keepers,
            stamped,
            waiting_since: oldest.map(|row| words.date_time(from_millis(row.wanted_at))),
            stamps_on: !platform.config.log.timestamp.url.is_empty(),
            alarm: !open_alarms(tx.conn()).await?.is_empty(),
        })
    }
}
