//! The jobs of this slice.

use hikeshi_jobs::{JobError, Registry};
use hikeshi_web::{Platform, Problem};

use crate::{mails::MailCheckpoint, stamps::TakeStamp, witness::LookAtPeer};

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<LookAtPeer>();
    registry.register::<TakeStamp>();
    registry.register::<MailCheckpoint>();
}

/// A problem as a job reports it.
pub(crate) fn failed(problem: Problem) -> JobError {
    let words = problem.cause.or(problem.detail);
    JobError::new(words.unwrap_or_else(|| problem.kind.name().to_owned()))
}
