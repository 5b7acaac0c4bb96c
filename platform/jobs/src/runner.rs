//! Running the jobs that are due.

use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use hikeshi_db::{Backend, Db, DbError, Fence};
use hikeshi_kernel::{Clock, to_millis};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _};
use sea_orm::{QueryFilter as _, QueryOrder as _, QuerySelect as _};

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

/// After this many failures a job is dead until somebody retries it.
const MAX_ATTEMPTS: i64 = 12;
/// A running job that is not finished by then is taken to be orphaned.
const LOCK: Duration = Duration::from_secs(300);

/// The worker.
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
        let mut ran = 0;
        loop {
            let batch = self.claim(20).await?;
            if batch.is_empty() {
                return Ok(ran);
            }
            for row in batch {
                self.run_one(row).await?;
                ran += 1;
            }
        }
    }

    /// Runs due jobs until `stop` resolves; the job in hand is finished first.
    pub async fn work(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = std::pin::pin!(stop);
        loop {
            if let Err(error) = self.drain().await {
                tracing::error!(error = %JobError::from_error(&error), "the job queue cannot be read");
            }
            tokio::select! {
                () = &mut stop => return,
                () = tokio::time::sleep(Duration::from_millis(500)) => {}
            }
        }
    }

    async fn claim(&self, limit: u64) -> Result<Vec<Model>, DbError> {
        let now = to_millis(self.clock.now());
        let due = Condition::any()
            .add(Condition::all().add(Column::State.eq("ready")).add(Column::RunAt.lte(now)))
            .add(
                Condition::all().add(Column::State.eq("running")).add(Column::LockedUntil.lt(now)),
            );
        let find = Entity::find().filter(due).order_by_asc(Column::RunAt).limit(limit);
        // Looking costs no write lock while there is nothing to do.
        let look = self.db.read(Fence::Open).await?;
        if find.clone().limit(1).one(look.conn()).await?.is_none() {
            return Ok(Vec::new());
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
        let rows = find.all(tx.conn()).await?;
        let until = now + i64::try_from(LOCK.as_millis()).unwrap_or(i64::MAX);
        Entity::update_many()
            .set(ActiveModel {
                state: Set("running".to_owned()),
                locked_until: Set(until),
                ..ActiveModel::default()
            })
            .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(tx.conn())
            .await?;
        tx.commit().await?;
        Ok(rows)
    }

    async fn run_one(&self, row: Model) -> Result<(), DbError> {
        let outcome = match self.registry.handlers.get(row.kind.as_str()) {
            Some(handler) => handler(row.payload.clone(), self.context.clone()).await,
            None => {
                Err(JobError::new("this version of the program does not know this kind of job"))
            }
        };
        let mut change = ActiveModel { id: Set(row.id), ..ActiveModel::default() };
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
        Entity::update(change).exec_without_returning(tx.conn()).await?;
        tx.commit().await?;
        Ok(())
    }
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
