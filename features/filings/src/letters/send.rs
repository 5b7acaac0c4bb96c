//! The job of a run: a small piece of work each time, then another job for the rest.
//!
//! Short turns keep the queue free for what is more urgent. One worker at a time holds the run (its
//! lease). A worker that stopped in the middle leaves recipients claimed; the next one takes them
//! for "nobody knows whether it went out" and never sends to them again on its own.

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_jobs::{Job, JobError, enqueue};
use hikeshi_kernel::{from_millis, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Channel, RunState, claim,
    drop::as_job_error,
    finish,
    keys::Secret,
    list, mail, paper,
    run::{hold_run, hold_with_incident, write_run},
};
use crate::model::letter_run;

/// After this time without a sign a worker has stopped. It gives one with every claim.
const LEASE: SignedDuration = SignedDuration::from_mins(1);

/// Sends the next letters of a run.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendLetters {
    /// The company, for the fence.
    pub company: Uuid,
    /// The run.
    pub run: Uuid,
}

/// One worker's turn with a run.
pub(super) struct Turn {
    pub(super) run: letter_run::Model,
    pub(super) lease: Uuid,
    pub(super) key: TenantKey,
    pub(super) secret: Secret,
}

/// How a turn ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TurnEnd {
    /// There is more to do.
    More,
    /// All recipients were tried.
    AllTried,
    /// Somebody stopped the run, or another worker has it.
    Stopped,
}

#[async_trait::async_trait]
impl Job<Platform> for SendLetters {
    const KIND: &'static str = "filings.send-letters";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        self.work(platform).await.map_err(|problem| as_job_error(&problem))
    }
}

impl SendLetters {
    async fn work(&self, platform: &Platform) -> Result<(), Problem> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let Some(turn) = self.take_turn(platform, &scope).await? else { return Ok(()) };
        let worked = match turn.run.way()? {
            Channel::Email => mail::send_some(platform, &scope, &turn).await,
            Channel::Paper => paper::set_some(platform, &scope, &turn).await,
        };
        match worked {
            Ok(end) => self.end_turn(platform, &scope, &turn, end).await,
            Err(problem) => {
                // The queue tries again; the next turn settles what is open.
                self.end_turn(platform, &scope, &turn, TurnEnd::Stopped).await?;
                Err(problem)
            }
        }
    }

    /// Takes the run, unless somebody stopped it or another worker is at it.
    async fn take_turn(
        &self,
        platform: &Platform,
        scope: &CompanyScope,
    ) -> Result<Option<Turn>, Problem> {
        let (clock, rng) = platform.chance();
        let now = clock.now();
        let tx = platform.db.write(scope.fence()).await?;
        let run = hold_run(&tx, scope, self.run).await?;
        if run.lease.is_some() && run.lease_until > to_millis(now) {
            let later = from_millis(run.lease_until) + SignedDuration::from_secs(1);
            let job = Self { company: self.company, run: self.run };
            enqueue::<Platform, _>(&tx, platform.chance(), &job, later).await?;
            tx.commit().await?;
            return Ok(None);
        }
        claim::settle_abandoned(&tx, &run, to_millis(now)).await?;
        let secret =
            run.secret_blob_id.filter(|_| matches!(run.run_state(), Ok(RunState::Running)));
        let Some(secret) = secret else {
            tx.commit().await?;
            return Ok(None);
        };
        let lease = new_uuid(clock, rng);
        renew(&tx, platform, &run, Some(lease)).await?;
        let key = company_key(&tx, platform, scope).await?;
        tx.commit().await?;
        let secret = read_secret(platform, &key, secret).await?;
        Ok(Some(Turn { run, lease, key, secret }))
    }

    /// Gives the run back, with a job for the rest.
    async fn end_turn(
        &self,
        platform: &Platform,
        scope: &CompanyScope,
        turn: &Turn,
        end: TurnEnd,
    ) -> Result<(), Problem> {
        let tx = platform.db.write(scope.fence()).await?;
        let run = match end {
            TurnEnd::AllTried => hold_with_incident(&tx, scope, self.run).await?,
            TurnEnd::More | TurnEnd::Stopped => hold_run(&tx, scope, self.run).await?,
        };
        if run.lease != Some(turn.lease) {
            return Ok(());
        }
        renew(&tx, platform, &run, None).await?;
        match end {
            TurnEnd::More => {
                let job = Self { company: self.company, run: self.run };
                let now = platform.clock.now();
                enqueue::<Platform, _>(&tx, platform.chance(), &job, now).await?;
            }
            TurnEnd::AllTried => finish::all_tried(&tx, platform, scope, &run).await?,
            TurnEnd::Stopped => {}
        }
        Ok(tx.commit().await?)
    }
}

/// Frees the runs that a worker which is gone held; the next turn settles what it left claimed.
/// Only for who knows that no other worker is at this database. Returns how many there were.
///
/// # Errors
/// The database's error.
pub async fn free_orphans(tx: &Tx) -> Result<u64, DbErr> {
    let freed = letter_run::Entity::update_many()
        .set(letter_run::ActiveModel {
            lease: Set(None),
            lease_until: Set(0),
            ..Default::default()
        })
        .filter(letter_run::Column::Lease.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(freed.rows_affected)
}

/// Whether this worker may go on: the run is held until the transaction ends.
pub(super) async fn goes_on(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    turn: &Turn,
) -> Result<bool, Problem> {
    let run = hold_run(tx, scope, turn.run.id).await?;
    if run.lease != Some(turn.lease) || run.run_state()? != RunState::Running {
        return Ok(false);
    }
    renew(tx, platform, &run, Some(turn.lease)).await?;
    Ok(true)
}

/// The secret of a run, from its file.
pub(super) async fn read_secret(
    platform: &Platform,
    key: &TenantKey,
    blob: Uuid,
) -> Result<Secret, Problem> {
    let bytes = list::whole(platform, key, blob).await?;
    let bytes = <[u8; 32]>::try_from(bytes.as_slice())?;
    Ok(Secret::new(bytes))
}

async fn renew(
    tx: &Tx,
    platform: &Platform,
    run: &letter_run::Model,
    lease: Option<Uuid>,
) -> Result<(), Problem> {
    let until = lease.map_or(0, |_| to_millis(platform.clock.now() + LEASE));
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        lease: Set(lease),
        lease_until: Set(until),
        ..Default::default()
    };
    write_run(tx, change).await
}
