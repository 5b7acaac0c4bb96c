//! Work that happens after a change: mail, escalation, publishing.
//!
//! A job is written in the same transaction as the change that calls for it,
//! so neither exists without the other. It may run twice (the machine can stop
//! between the work and its mark), so every job is harmless to repeat. A job
//! that keeps failing becomes dead and is shown to the operator; it is never lost.

mod model;
mod queue;
mod runner;

pub use model::{DeadJob, JOBS_MIGRATIONS};
pub use queue::{dead_jobs, enqueue, enqueue_once, forget_done, free_orphans, retry_dead};
pub use runner::{JobError, Jobs, Registry};

/// Work with a stable name. `C` is what the program gives to all its jobs.
#[async_trait::async_trait]
pub trait Job<C: Send + Sync>:
    serde::Serialize + serde::de::DeserializeOwned + Send + Sync
{
    /// The name in the database; never changed, because old rows carry it.
    const KIND: &'static str;

    /// Does the work. Must be harmless when it runs twice.
    ///
    /// # Errors
    /// Any failure; the job is tried again later with growing pauses.
    async fn run(&self, context: &C) -> Result<(), JobError>;
}
