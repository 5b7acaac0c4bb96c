//! Files that arrived although the form around them has a mistake: nobody sends 2 GB twice.
//!
//! They wait, encrypted like every file, for the same person to mend the same form. Nobody else
//! sees them, and after a day they go.

use hikeshi_blobs::Stored;
use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_jobs::{Job, JobError, enqueue};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{DeleteBlob, StoredFile};
use crate::model::{
    evidence_waiting::{ActiveModel, Column, Entity, Model},
    incident,
};

/// How long a file waits for its form.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// For which form a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// The form that adds evidence, by the random id that it carries.
    Exhibit(Uuid),
    /// The form that notes that a paper went out, by the paper.
    Proof(Uuid),
    /// A form about something that happened to an exhibit, by the random id that it carries.
    Custody(Uuid),
}

impl WaitsFor {
    /// The name in the database and the id.
    const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Exhibit(form) => (EXHIBIT, form),
            Self::Proof(paper) => ("proof", paper),
            Self::Custody(form) => ("custody", form),
        }
    }
}

/// The name of the form that adds evidence.
const EXHIBIT: &str = "exhibit";

impl Model {
    /// The file, as it goes into an exhibit.
    ///
    /// # Errors
    /// A length that is none, which no row has.
    pub fn stored(self) -> Result<StoredFile, Problem> {
        let size = u64::try_from(self.size)?;
        let stored = Stored { size, sha256: self.sha256, blake3: self.blake3 };
        Ok(StoredFile { name: self.file_name, blob: self.blob_id, stored })
    }
}

/// Lets files wait for the form to be mended, each with the job that drops it after a day.
///
/// # Errors
/// A problem of the database.
pub async fn let_wait(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, form): (&incident::Model, WaitsFor),
    files: Vec<StoredFile>,
) -> Result<Vec<Model>, Problem> {
    let Some(account) = scope.account() else { return Err(Problem::forbidden()) };
    let now = platform.clock.now();
    let (kept_for, form_id) = form.parts();
    let mut rows = Vec::new();
    for (nth, file) in (0..).zip(files) {
        let row = Model {
            blob_id: file.blob,
            company_id: incident.company_id,
            incident_id: incident.id,
            account_id: account.0,
            form_id,
            nth,
            file_name: file.name,
            size: i64::try_from(file.stored.size)?,
            sha256: file.stored.sha256,
            blake3: file.stored.blake3,
            received_at: to_millis(now),
            kept_for: kept_for.to_owned(),
        };
        let insert = Entity::insert(ActiveModel::from(row.clone()));
        insert.exec_without_returning(tx.conn()).await?;
        let job = DropWaiting { blob: row.blob_id };
        enqueue::<Platform, _>(tx, platform.chance(), &job, now + PATIENCE).await?;
        let detail = json!({ "size": row.size, "sha256": row.sha256, "blake3": row.blake3 });
        audit(tx, platform, scope, "evidence.received", ("incident", incident.id), detail).await?;
        rows.push(row);
    }
    Ok(rows)
}

/// The files that wait for this form of this person, in the order in which they came.
///
/// # Errors
/// A problem of the database.
pub async fn waiting_for(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    form: WaitsFor,
) -> Result<Vec<Model>, Problem> {
    let (kept_for, form) = form.parts();
    let find = Entity::find().filter(mine(scope, incident)).filter(Column::FormId.eq(form));
    let find = find.filter(Column::KeptFor.eq(kept_for));
    let in_order = find.order_by_asc(Column::ReceivedAt).order_by_asc(Column::Nth);
    Ok(in_order.all(tx.conn()).await?)
}

/// The form that adds evidence and for which this person's latest file waits: it is shown again.
///
/// # Errors
/// A problem of the database.
pub async fn waiting_form(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Option<Uuid>, Problem> {
    let find = Entity::find().filter(mine(scope, incident)).filter(Column::KeptFor.eq(EXHIBIT));
    let find = find.order_by_desc(Column::ReceivedAt);
    Ok(find.one(tx.conn()).await?.map(|row| row.form_id))
}

/// Ends the waiting of files: they become exhibits in the same transaction, or a job deletes them.
///
/// # Errors
/// A problem of the database.
pub async fn wait_no_longer(tx: &Tx, files: &[Uuid]) -> Result<(), Problem> {
    let gone = Entity::delete_many().filter(Column::BlobId.is_in(files.iter().copied()));
    gone.exec(tx.conn()).await?;
    Ok(())
}

/// Ends the waiting of files that nobody wants any more; a job deletes them.
///
/// # Errors
/// A problem of the database.
pub async fn drop_waiting(tx: &Tx, platform: &Platform, files: &[Uuid]) -> Result<(), Problem> {
    wait_no_longer(tx, files).await?;
    for blob in files {
        let job = DeleteBlob { blob: *blob };
        enqueue::<Platform, _>(tx, platform.chance(), &job, platform.clock.now()).await?;
    }
    Ok(())
}

fn mine(scope: &CompanyScope, incident: &incident::Model) -> Condition {
    Condition::all()
        .add(Column::CompanyId.eq(incident.company_id))
        .add(Column::IncidentId.eq(incident.id))
        .add(Column::AccountId.eq(scope.account().map_or(Uuid::nil(), Uuid::from)))
}

/// Drops a file that still waits. A file that became an exhibit waits no longer and stays.
#[derive(Debug, Serialize, Deserialize)]
pub struct DropWaiting {
    /// The blob.
    pub blob: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for DropWaiting {
    const KIND: &str = "incidents.drop-waiting-file";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let tx = platform.db.write(Fence::Open).await?;
        let gone = Entity::delete_by_id(self.blob).exec(tx.conn()).await?;
        tx.commit().await?;
        if gone.rows_affected > 0 {
            // Cut off here, the file is one that no row names: the sweep takes it.
            platform.blobs.delete(self.blob).await.map_err(|error| JobError::from_error(&error))?;
        }
        Ok(())
    }
}
