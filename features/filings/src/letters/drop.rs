//! The list is used and not kept.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_jobs::{Job, JobError, enqueue};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    RunState, Said, Whole,
    reached::note_paper,
    run::{chunks, hold_with_incident, write_run},
    siblings::look_again,
};
use crate::{
    awaits::renew_awaits_around,
    model::{letter_chunk, letter_run},
};

/// How long a list is kept at most after it came in.
pub(super) const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Deletes files of runs that no row names any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct DropLetterBlobs {
    /// The files.
    pub blobs: Vec<Uuid>,
}

#[async_trait::async_trait]
impl Job<Platform> for DropLetterBlobs {
    const KIND: &'static str = "filings.drop-letter-blobs";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        for blob in &self.blobs {
            platform.blobs.delete(*blob).await.map_err(|error| JobError::from_error(&error))?;
        }
        Ok(())
    }
}

/// Ends a run whose list is a week old.
#[derive(Debug, Serialize, Deserialize)]
pub struct DropLetters {
    /// The company, for the fence.
    pub company: Uuid,
    /// The run.
    pub run: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for DropLetters {
    const KIND: &'static str = "filings.drop-letters";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        self.work(platform).await.map_err(|problem| as_job_error(&problem))
    }
}

impl DropLetters {
    async fn work(&self, platform: &Platform) -> Result<(), Problem> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let tx = platform.db.write(scope.fence()).await?;
        let run = hold_with_incident(&tx, &scope, self.run).await?;
        let old = run.received_at.is_some_and(|at| from_millis(at) + KEPT <= platform.clock.now());
        if run.run_state()?.is_over() || !old {
            return Ok(());
        }
        close_run(&tx, platform, &scope, &run, (RunState::Expired, Said::default())).await?;
        Ok(tx.commit().await?)
    }
}

/// Ends a run for good: every file that names a person goes, the hashes and their key stay. The
/// caller holds the incident, then the run.
pub(super) async fn close_run(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    (state, said): (RunState, Said),
) -> Result<(), Problem> {
    look_again(tx, run).await?;
    let run = &said.of(run);
    let whole = Whole::read(tx, scope, run).await?;
    note_paper(tx, platform, scope, (run, state), whole).await?;
    let mut gone = Vec::new();
    for chunk in chunks(tx, run).await? {
        gone.extend(chunk.list_blob_id);
        gone.extend(chunk.pdf_blob_id);
    }
    gone.extend(run.list_blob_id);
    gone.extend(run.left_out_blob_id);
    letter_chunk::Entity::update_many()
        .set(letter_chunk::ActiveModel {
            list_blob_id: Set(None),
            pdf_blob_id: Set(None),
            missing: Set(String::new()),
            ..Default::default()
        })
        .filter(letter_chunk::Column::RunId.eq(run.id))
        .filter(letter_chunk::Column::CompanyId.eq(run.company_id))
        .exec(tx.conn())
        .await?;
    drop_blobs(tx, platform, gone).await?;
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        list_blob_id: Set(None),
        left_out_blob_id: Set(None),
        persons_named: Set(whole.named),
        told_all: Set(run.told_all),
        posted: Set(run.posted),
        posted_on: Set(run.posted_on),
        state: Set(state.name().to_owned()),
        paused_because: Set(String::new()),
        finished_at: Set(Some(to_millis(platform.clock.now()))),
        version: Set(run.version + 1),
        ..Default::default()
    };
    write_run(tx, change).await?;
    let progress = super::progress_of(tx, run).await?;
    let detail = json!({
        "run": run.id,
        "recipients": progress.total,
        "sent": progress.sent,
        "failed": progress.failed,
        "unknown": progress.unknown + progress.claimed,
        "left_out": run.left_out,
        "persons_named": whole.named,
        "told_all": run.told_all,
        "posted": run.posted,
    });
    let what = match state {
        RunState::Cancelled => "letters.cancelled",
        RunState::Expired => "letters.expired",
        _ => "letters.ended",
    };
    audit(tx, platform, scope, what, ("incident", run.incident_id), detail).await?;
    renew_awaits_around(tx, platform, scope, run).await
}

/// Takes the pieces of a run away; returns their files.
pub(super) async fn forget_chunks(tx: &Tx, run: &letter_run::Model) -> Result<Vec<Uuid>, Problem> {
    let gone = chunks(tx, run).await?;
    letter_chunk::Entity::delete_many()
        .filter(letter_chunk::Column::RunId.eq(run.id))
        .filter(letter_chunk::Column::CompanyId.eq(run.company_id))
        .exec(tx.conn())
        .await?;
    Ok(gone
        .into_iter()
        .flat_map(|chunk| [chunk.list_blob_id, chunk.pdf_blob_id])
        .flatten()
        .collect())
}

/// Has files deleted once the transaction is committed.
pub(super) async fn drop_blobs(
    tx: &Tx,
    platform: &Platform,
    blobs: Vec<Uuid>,
) -> Result<(), Problem> {
    if !blobs.is_empty() {
        let now = platform.clock.now();
        enqueue::<Platform, _>(tx, platform.chance(), &DropLetterBlobs { blobs }, now).await?;
    }
    Ok(())
}

/// A problem as the queue keeps it.
pub(super) fn as_job_error(problem: &Problem) -> JobError {
    JobError::new(problem.cause.clone().unwrap_or_else(|| problem.kind.name().to_owned()))
}
