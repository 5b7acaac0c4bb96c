//! A recipient is claimed before the letter leaves, and marked after: so nobody gets two.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{Recipient, send::Turn};
use crate::model::{
    letter_recipient::{ActiveModel, Column, Entity, Model},
    letter_run,
};

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Handed over.
    Sent,
    /// The address cannot be used.
    BadAddress,
    /// The mail server did not take it, or was not there.
    Refused,
    /// The connection broke: it may have left.
    Unknown,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::Sent, Self::BadAddress, Self::Refused, Self::Unknown];

    /// State and reason as the database keeps them. Words: `letters-reason-…`.
    const fn stored(self) -> (&'static str, &'static str) {
        match self {
            Self::Sent => ("sent", ""),
            Self::BadAddress => ("failed", "bad-address"),
            Self::Refused => ("failed", "refused"),
            Self::Unknown => ("unknown", "broke-off"),
        }
    }
}

/// What a worker that stopped left claimed: nobody knows whether it went out.
pub(super) async fn settle_abandoned(
    tx: &Tx,
    run: &letter_run::Model,
    now: i64,
) -> Result<(), Problem> {
    let change = ActiveModel {
        state: Set("unknown".to_owned()),
        reason: Set("stopped".to_owned()),
        at: Set(now),
        ..Default::default()
    };
    let claimed = Condition::all().add(of_run(run)).add(Column::State.eq("claimed"));
    Entity::update_many().set(change).filter(claimed).exec(tx.conn()).await?;
    Ok(())
}

/// The lines of a piece that were tried.
pub(super) async fn tried(
    tx: &Tx,
    run: &letter_run::Model,
    chunk: i64,
) -> Result<BTreeSet<i64>, Problem> {
    let rows = Entity::find().filter(of_run(run)).filter(Column::Chunk.eq(chunk));
    let lines = rows.select_only().column(Column::Line).into_tuple::<i64>();
    Ok(lines.all(tx.conn()).await?.into_iter().collect())
}

/// Recipients that somebody wants to be tried again, the first `most`.
pub(super) async fn to_try_again(
    tx: &Tx,
    run: &letter_run::Model,
    most: u64,
) -> Result<Vec<Model>, Problem> {
    let rows = Entity::find().filter(of_run(run)).filter(Column::State.eq("again"));
    Ok(rows.order_by_asc(Column::Line).limit(most).all(tx.conn()).await?)
}

/// Claims recipients that were never tried; those that another worker has are not in `mine`.
pub(super) async fn claim_new(
    tx: &Tx,
    platform: &Platform,
    turn: &Turn,
    (chunk, wanted): (i64, &[Recipient]),
    mine: Uuid,
) -> Result<BTreeSet<i64>, Problem> {
    insert(tx, platform, turn, (chunk, wanted), ("claimed", Some(mine))).await?;
    claimed(tx, &turn.run, mine).await
}

/// Writes recipients of a piece whose letters stand in a file.
pub(super) async fn mark_set(
    tx: &Tx,
    platform: &Platform,
    turn: &Turn,
    piece: (i64, &[Recipient]),
) -> Result<(), Problem> {
    for some in piece.1.chunks(100) {
        insert(tx, platform, turn, (piece.0, some), ("sent", None)).await?;
    }
    Ok(())
}

/// Claims recipients that are to be tried again.
pub(super) async fn claim_again(
    tx: &Tx,
    platform: &Platform,
    turn: &Turn,
    lines: &[i64],
    mine: Uuid,
) -> Result<BTreeSet<i64>, Problem> {
    let change = ActiveModel {
        state: Set("claimed".to_owned()),
        claim: Set(Some(mine)),
        at: Set(to_millis(platform.clock.now())),
        ..Default::default()
    };
    let wanted = Condition::all()
        .add(of_run(&turn.run))
        .add(Column::State.eq("again"))
        .add(Column::Line.is_in(lines.iter().copied()));
    Entity::update_many().set(change).filter(wanted).exec(tx.conn()).await?;
    claimed(tx, &turn.run, mine).await
}

/// Writes what became of the letters of one claim. Also when the claim was taken for abandoned
/// meanwhile: then this is the truth about it.
pub(super) async fn mark(
    tx: &Tx,
    platform: &Platform,
    run: &letter_run::Model,
    mine: Uuid,
    outcomes: &[(i64, Outcome)],
) -> Result<(), Problem> {
    for outcome in Outcome::ALL {
        let lines: Vec<i64> =
            outcomes.iter().filter(|(_, other)| *other == outcome).map(|(line, _)| *line).collect();
        if lines.is_empty() {
            continue;
        }
        let (state, reason) = outcome.stored();
        let change = ActiveModel {
            state: Set(state.to_owned()),
            reason: Set(reason.to_owned()),
            at: Set(to_millis(platform.clock.now())),
            ..Default::default()
        };
        let these = Condition::all()
            .add(of_run(run))
            .add(Column::Claim.eq(mine))
            .add(Column::State.is_in(["claimed", "unknown"]))
            .add(Column::Line.is_in(lines));
        Entity::update_many().set(change).filter(these).exec(tx.conn()).await?;
    }
    Ok(())
}

/// The rows of a run.
pub(super) fn of_run(run: &letter_run::Model) -> Condition {
    Condition::all().add(Column::RunId.eq(run.id)).add(Column::CompanyId.eq(run.company_id))
}

async fn claimed(tx: &Tx, run: &letter_run::Model, mine: Uuid) -> Result<BTreeSet<i64>, Problem> {
    let rows = Entity::find().filter(of_run(run)).filter(Column::Claim.eq(mine));
    let lines = rows.select_only().column(Column::Line).into_tuple::<i64>();
    Ok(lines.all(tx.conn()).await?.into_iter().collect())
}

async fn insert(
    tx: &Tx,
    platform: &Platform,
    turn: &Turn,
    (chunk, wanted): (i64, &[Recipient]),
    (state, claim): (&str, Option<Uuid>),
) -> Result<(), Problem> {
    let channel = turn.run.way()?;
    let now = to_millis(platform.clock.now());
    let row = |one: &Recipient| {
        ActiveModel::from(Model {
            run_id: turn.run.id,
            line: one.line,
            company_id: turn.run.company_id,
            chunk,
            address_hash: turn.secret.address(channel, one),
            name_hash: turn.secret.name(&one.name),
            state: state.to_owned(),
            reason: String::new(),
            claim,
            at: now,
        })
    };
    Entity::insert_many(wanted.iter().map(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
