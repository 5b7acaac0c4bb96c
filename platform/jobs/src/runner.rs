//! Running the jobs that are due.

use std::{collections::HashMap, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::{FutureExt as _, future::BoxFuture};
use hikeshi_db::{Backend, Db, DbError, Fence};
use hikeshi_kernel::{Clock, to_millis};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _};
use sea_orm::{QueryFilter as _, QueryOrder as _, QuerySelect as _};
use tokio::sync::{oneshot, watch};

use crate::{
    Job,
    model::{ActiveModel, Column, Entity, Model},
};

/// Why a job failed: the whole chain of causes as text.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct JobError(String);

impl JobError {
    /// A failure described in words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A failure with its chain of causes.
    #[must_use]
    pub fn from_error(error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            text.push_str(": ");
            text.push_str(&inner.to_string());
            cause = inner.source();
        }
        Self(text)
    }
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        Self::from_error(&error)
    }
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::from_error(&error)
    }
}

type Handler<C> = fn(String, Arc<C>) -> BoxFuture<'static, Result<(), JobError>>;

/// Which code belongs to which stable name.
pub struct Registry<C> {
    handlers: HashMap<&'static str, Handler<C>>,
}

impl<C: Send + Sync + 'static> Default for Registry<C> {
    fn default() -> Self {
        Self { handlers: HashMap::new() }
    }
}

impl<C: Send + Sync + 'static> Registry<C> {
    /// Adds a kind of job.
    pub fn register<J: Job<C> + 'static>(&mut self) {
        self.handlers.insert(J::KIND, |payload, context| {
            Box::pin(async move {
                let job: J = serde_json::from_str(&payload)
                    .map_err(|e| JobError::new(format!("unreadable job: {e}")))?;
                job.run(&context).await
            })
        });
    }
}

impl<C: Send + Sync + 'static> Registry<C> {
    /// Lets jobs of a kind end without being done: for a copy of an installation, where the
    /// original does them.
    pub fn hold(&mut self, kind: &'static str) {
        self.handlers.insert(kind, |_, _| {
            Box::pin(async move {
                tracing::info!("a job is left to the installation that this one is a copy of");
                Ok(())
            })
        });
    }
}

/// After this many failures a job is dead until somebody retries it.
const MAX_ATTEMPTS: i64 = 12;
/// A running job whose worker gives no sign for so long is taken to be orphaned.
const LOCK: Duration = Duration::from_secs(60);
/// So often a worker gives a sign while a job runs.
const SIGN_EVERY: Duration = Duration::from_secs(20);

/// The worker: takes due jobs from the database, runs them and tries failed ones again.
pub struct Jobs<C> {
    db: Db,
    clock: Arc<dyn Clock>,
    context: Arc<C>,
    registry: Registry<C>,
}

impl<C: Send + Sync + 'static> Jobs<C> {
    /// A worker over `db` that gives `context` to each job.
    #[must_use]
    pub fn new(db: Db, clock: Arc<dyn Clock>, context: Arc<C>, registry: Registry<C>) -> Self {
        Self { db, clock, context, registry }
    }

    /// Runs all jobs that are due now, one after the other; returns how many ran.
    /// Tests call this instead of [`Jobs::work`].
    ///
    /// # Errors
    /// Only if the queue itself cannot be read; a failing job is recorded in its row.
    pub async fn drain(&self) -> Result<usize, DbError> {
        self.drain_until(|| false).await
    }

    /// Runs due jobs until `stop` says so. The job in hand is finished, no other one is begun.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.drain_until(|| *stop.borrow()).await {
                tracing::error!(error = %JobError::from_error(&error), "the job queue cannot be read");
            }
            tokio::select! {
                // Also when nobody is left who could say it.
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(Duration::from_millis(500)) => {}
            }
        }
    }

    async fn drain_until(&self, stop: impl Fn() -> bool) -> Result<usize, DbError> {
        let mut ran = 0;
        while !stop() {
            let Some(row) = self.claim().await? else { break };
            self.run_one(row).await?;
            ran += 1;
        }
        Ok(ran)
    }

    /// Takes the job that has been due longest, locked for this worker from now on.
    async fn claim(&self) -> Result<Option<Model>, DbError> {
        let now = to_millis(self.clock.now());
        let due = Condition::any()
            .add(Condition::all().add(Column::State.eq("ready")).add(Column::RunAt.lte(now)))
            .add(
                Condition::all().add(Column::State.eq("running")).add(Column::LockedUntil.lt(now)),
            );
        let find = Entity::find().filter(due).order_by_asc(Column::RunAt).limit(1);
        // Looking costs no write lock while there is nothing to do.
        let look = self.db.read(Fence::Open).await?;
        if find.clone().one(look.conn()).await?.is_none() {
            return Ok(None);
        }
        drop(look);
        let tx = self.db.write(Fence::Open).await?;
        let find = if tx.backend() == Backend::Postgres {
            find.lock_with_behavior(
                sea_orm::sea_query::LockType::Update,
                sea_orm::sea_query::LockBehavior::SkipLocked,
            )
        } else {
            find
        };
        let Some(mut row) = find.one(tx.conn()).await? else { return Ok(None) };
        row.locked_until = self.lock_end();
        let change = ActiveModel {
            id: Set(row.id),
            state: Set("running".to_owned()),
            locked_until: Set(row.locked_until),
            ..ActiveModel::default()
        };
        Entity::update(change).exec_without_returning(tx.conn()).await?;
        tx.commit().await?;
        Ok(Some(row))
    }

    async fn run_one(&self, mut row: Model) -> Result<(), DbError> {
        let outcome = match self.registry.handlers.get(row.kind.as_str()) {
            Some(handler) => {
                let work = handler(row.payload.clone(), self.context.clone());
                self.run_under_lock(&mut row, work).await
            }
            None => {
                Err(JobError::new("this version of the program does not know this kind of job"))
            }
        };
        let mut change = ActiveModel::default();
        match outcome {
            Ok(()) => change.state = Set("done".to_owned()),
            Err(error) => {
                let attempts = row.attempts + 1;
                let dead = attempts >= MAX_ATTEMPTS;
                tracing::warn!(job = row.kind, id = %row.id, attempts, dead, %error, "job failed");
                change.state = Set(if dead { "dead" } else { "ready" }.to_owned());
                change.attempts = Set(attempts);
                change.last_error = Set(Some(error.to_string()));
                change.run_at = Set(to_millis(self.clock.now()) + pause_millis(attempts));
            }
        }
        let tx = self.db.write(Fence::Open).await?;
        // Only under the own lock: if it ran out, another worker has the job by now.
        let changed =
            Entity::update_many().set(change).filter(under_lock(&row)).exec(tx.conn()).await?;
        tx.commit().await?;
        if changed.rows_affected == 0 {
            tracing::warn!(job = row.kind, id = %row.id, "the job took longer than its lock");
        }
        Ok(())
    }

    /// Runs the work and gives signs of life meanwhile. A sign on its way is written to its end, so
    /// that the end of the lock is known.
    async fn run_under_lock(
        &self,
        row: &mut Model,
        work: BoxFuture<'static, Result<(), JobError>>,
    ) -> Result<(), JobError> {
        let (done, mut is_done) = oneshot::channel::<()>();
        let working = async {
            let outcome = AssertUnwindSafe(work).catch_unwind().await;
            drop(done);
            // A job that panics has failed; the worker goes on.
            outcome
                .unwrap_or_else(|_| Err(JobError::new("the job stopped in the middle (a panic)")))
        };
        let signing = async {
            loop {
                tokio::select! {
                    _ = &mut is_done => return,
                    () = tokio::time::sleep(SIGN_EVERY) => {}
                }
                match self.sign(row).await {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => {
                        let error = JobError::from_error(&error);
                        tracing::warn!(job = row.kind, %error, "the lock of a job was not renewed");
                    }
                }
            }
        };
        let (outcome, ()) = tokio::join!(working, signing);
        outcome
    }

    /// Renews the lock of a job; `false` when another worker has the job by now.
    async fn sign(&self, row: &mut Model) -> Result<bool, DbError> {
        let until = self.lock_end();
        let tx = self.db.write(Fence::Open).await?;
        let changed = Entity::update_many()
            .set(ActiveModel { locked_until: Set(until), ..ActiveModel::default() })
            .filter(under_lock(row))
            .exec(tx.conn())
            .await?;
        tx.commit().await?;
        let ours = changed.rows_affected > 0;
        if ours {
            row.locked_until = until;
        }
        Ok(ours)
    }

    fn lock_end(&self) -> i64 {
        to_millis(self.clock.now()) + i64::try_from(LOCK.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The row of a job as long as nobody else has taken it.
fn under_lock(row: &Model) -> Condition {
    Condition::all()
        .add(Column::Id.eq(row.id))
        .add(Column::State.eq("running"))
        .add(Column::LockedUntil.eq(row.locked_until))
}

/// The pause before the next try: 5 s, 10 s, 20 s … at most 43 minutes.
fn pause_millis(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0);
    5_000 * 2_i64.pow(doublings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_stop_growing_after_the_tenth_failure() {
        assert_eq!(pause_millis(1), 5_000);
        assert_eq!(pause_millis(3), 20_000);
        assert_eq!(pause_millis(40), 2_560_000);
    }
}
