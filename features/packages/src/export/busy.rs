//! Making a package beside everything else.
//!
//! The queue has one worker, which also calls people: a job that takes minutes must not hold it.
//! The job therefore starts the work and comes again to look: who makes a package says every few
//! seconds that it still lives, and a package whose maker died is made again from the beginning.

use std::time::Duration;

use hikeshi_db::Fence;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    evidence::{CustodyKind, NewCustodyEvent, Party, add_custody_event, list_exhibits},
    model::incident,
};
use hikeshi_jobs::{Job, JobError, enqueue};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_package::Part;
use hikeshi_seal::Lock;
use hikeshi_sharing::technical::note_given;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{Plan, ask::detail_of, to_file::restarted, write::Made};
use crate::{
    Wish,
    export::to_file::Outlet,
    model::{package_export, package_upload},
};

/// How long a package can be fetched.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A maker that gave no sign for so long is dead.
const ALIVE: SignedDuration = SignedDuration::from_secs(90);
/// So often a maker gives a sign.
const SIGN_EVERY: Duration = Duration::from_secs(20);

/// Has a package made.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakePackage {
    /// The company, for the fence.
    pub company: Uuid,
    /// The row.
    pub export: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for MakePackage {
    const KIND: &'static str = "packages.make";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        if self.claim(platform).await.map_err(job_error)? {
            let (platform, company, export) = (platform.clone(), self.company, self.export);
            tokio::spawn(async move {
                if let Err(problem) = make_now(&platform, company, export).await {
                    tracing::error!(%export, cause = problem.cause, "a package could not be made");
                }
            });
        }
        Ok(())
    }
}

impl MakePackage {
    /// Whether somebody has to make it now; comes again as long as it is not made.
    async fn claim(&self, platform: &Platform) -> Result<bool, Problem> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let now = platform.clock.now();
        let tx = platform.db.write(scope.fence()).await?;
        let Some(row) = find(&tx, &scope, self.export).await? else { return Ok(false) };
        if row.state != "waiting" {
            return Ok(false);
        }
        let ours = row.busy_until < to_millis(now);
        if ours {
            set_busy(&tx, &row, to_millis(now + ALIVE)).await?;
        }
        let again = Self { company: self.company, export: self.export };
        enqueue::<Platform, _>(&tx, platform.chance(), &again, now + ALIVE + ALIVE).await?;
        tx.commit().await?;
        Ok(ours)
    }
}

async fn find(
    tx: &hikeshi_db::Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<Option<package_export::Model>, Problem> {
    Ok(package_export::Entity::find_by_id(id)
        .filter(package_export::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?)
}

async fn set_busy(
    tx: &hikeshi_db::Tx,
    row: &package_export::Model,
    until: i64,
) -> Result<(), Problem> {
    let change = package_export::ActiveModel {
        id: Set(row.id),
        busy_until: Set(until),
        ..Default::default()
    };
    package_export::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Makes a package that waits, and says that it is there. One that is made already is left alone.
///
/// # Errors
/// A problem of the database or the disk; the row then waits for the next try.
pub async fn make_now(platform: &Platform, company: Uuid, export: Uuid) -> Result<(), Problem> {
    let scope = CompanyScope::of_program(CompanyId(company), "job");
    let tx = platform.db.read(scope.fence()).await?;
    let Some(row) = find(&tx, &scope, export).await?.filter(|row| row.state == "waiting") else {
        return Ok(());
    };
    let incident = find_incident(&tx, &scope, IncidentId(row.incident_id)).await?;
    let wish: Wish = serde_json::from_str(&row.wish_json)?;
    let plan = Plan::read(&tx, platform, &scope, &incident, (row.id, &wish)).await?;
    drop(tx);
    let lock = lock_of(platform, &scope, &row).await?;
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let signs = async {
        loop {
            tokio::time::sleep(SIGN_EVERY).await;
            if let Err(problem) = sign(platform, &scope, &row).await {
                tracing::warn!(
                    cause = problem.cause,
                    "the maker of a package could not give a sign"
                );
            }
        }
    };
    let (made, plan) = tokio::select! {
        made = restarted(plan, lock, Outlet::Blob { store: platform.blobs.clone(), id: blob }) => made?,
        () = signs => return Err(Problem::internal("signs never end")),
    };
    if let Err(problem) = ready(platform, &scope, (&row, &incident, &plan), (blob, &made)).await {
        platform.blobs.delete(blob).await.ok();
        return Err(problem);
    }
    Ok(())
}

async fn sign(
    platform: &Platform,
    scope: &CompanyScope,
    row: &package_export::Model,
) -> Result<(), Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    set_busy(&tx, row, to_millis(platform.clock.now() + ALIVE)).await?;
    Ok(tx.commit().await?)
}

/// The lock of a row; the passphrase is read from where it waits.
async fn lock_of(
    platform: &Platform,
    scope: &CompanyScope,
    row: &package_export::Model,
) -> Result<Lock, Problem> {
    match (row.locked_by.as_str(), row.secret_blob_id) {
        ("age-key", _) => Ok(Lock::to_keys(&[&row.age_recipient])?),
        ("passphrase", Some(blob)) => {
            let tx = platform.db.read(scope.fence()).await?;
            let key = company_key(&tx, platform, scope).await?;
            drop(tx);
            let store = platform.blobs.clone();
            let text = tokio::task::spawn_blocking(move || -> Result<String, Problem> {
                let mut text = String::new();
                std::io::Read::read_to_string(&mut store.open_file(&key, blob)?, &mut text)?;
                Ok(text)
            });
            Ok(Lock::Passphrase(text.await??.into()))
        }
        ("none", _) => Ok(Lock::None),
        _ => Err(Problem::internal("a package without the lock that was asked for")),
    }
}

/// Says that the package is there: the row, what went out into the chains, the log, the end.
async fn ready(
    platform: &Platform,
    scope: &CompanyScope,
    (row, incident, plan): (&package_export::Model, &incident::Model, &Plan),
    (blob, made): (Uuid, &Made),
) -> Result<(), Problem> {
    let now = platform.clock.now();
    let tx = platform.db.write(scope.fence()).await?;
    let changed = package_export::Entity::update_many()
        .set(package_export::ActiveModel {
            state: Set("ready".to_owned()),
            blob_id: Set(Some(blob)),
            secret_blob_id: Set(None),
            size: Set(Some(i64::try_from(made.size)?)),
            sha256: Set(made.sha256.clone()),
            manifest_sha256: Set(made.manifest_sha256.clone()),
            made_at: Set(Some(to_millis(now))),
            until_at: Set(Some(to_millis(now + KEPT))),
            ..Default::default()
        })
        .filter(package_export::Column::Id.eq(row.id))
        .filter(package_export::Column::CompanyId.eq(row.company_id))
        .filter(package_export::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        // Somebody else made it meanwhile.
        platform.blobs.delete(blob).await?;
        return Ok(());
    }
    went_out(&tx, platform, scope, (incident, plan), (row, made)).await?;
    let drop_it = DropPackage {
        company: row.company_id,
        export: Some(row.id),
        upload: None,
        blobs: Vec::new(),
    };
    enqueue::<Platform, _>(&tx, platform.chance(), &drop_it, now + KEPT).await?;
    if let Some(secret) = row.secret_blob_id {
        let gone = DropPackage {
            company: row.company_id,
            export: None,
            upload: None,
            blobs: vec![secret],
        };
        enqueue::<Platform, _>(&tx, platform.chance(), &gone, now).await?;
    }
    Ok(tx.commit().await?)
}

/// The chain of each exhibit whose file is in the package, and the log.
pub(super) async fn went_out(
    tx: &hikeshi_db::Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, plan): (&incident::Model, &Plan),
    (row, made): (&package_export::Model, &Made),
) -> Result<(), Problem> {
    if plan.wish.has(Part::Evidence) {
        let given: Vec<Uuid> = plan
            .records
            .exhibits
            .iter()
            .filter(|exhibit| exhibit.path.is_some())
            .map(|exhibit| exhibit.id)
            .collect();
        for exhibit in list_exhibits(tx, incident).await? {
            if given.contains(&exhibit.id) {
                let event = NewCustodyEvent {
                    to: Party::named(&row.recipient),
                    note: format!("package {} sha256:{}", row.id, made.sha256),
                    ..NewCustodyEvent::now(platform, CustodyKind::Exported)
                };
                add_custody_event(tx, platform, scope, &exhibit, event).await?;
            }
        }
    }
    for traces in &plan.technical {
        note_given(tx, platform, scope, &traces.row).await?;
    }
    let mut detail = detail_of(row, &plan.wish);
    detail["sha256"] = json!(made.sha256);
    detail["manifest_sha256"] = json!(made.manifest_sha256);
    detail["size"] = json!(made.size);
    Ok(audit(tx, platform, scope, "package.made", ("incident", incident.id), detail).await?)
}

/// Deletes what a package leaves behind: the file when its time is over, an upload that nobody
/// confirmed, files that no row names any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct DropPackage {
    /// The company, for the fence.
    pub company: Uuid,
    /// A package whose time is over.
    pub export: Option<Uuid>,
    /// An upload that nobody confirmed.
    pub upload: Option<Uuid>,
    /// Files.
    pub blobs: Vec<Uuid>,
}

#[async_trait::async_trait]
impl Job<Platform> for DropPackage {
    const KIND: &'static str = "packages.drop";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        self.work(platform).await.map_err(job_error)
    }
}

impl DropPackage {
    async fn work(&self, platform: &Platform) -> Result<(), Problem> {
        let mut gone = self.blobs.clone();
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        let now = to_millis(platform.clock.now());
        if let Some(export) = self.export {
            let scope = CompanyScope::of_program(CompanyId(self.company), "job");
            let row = find(&tx, &scope, export).await?;
            if let Some(row) = row.filter(|row| row.until_at.is_some_and(|until| until <= now)) {
                gone.extend(row.blob_id);
                package_export::Entity::update_many()
                    .col_expr(package_export::Column::BlobId, Expr::value(None::<Uuid>))
                    .col_expr(package_export::Column::State, Expr::value("over"))
                    .filter(package_export::Column::Id.eq(row.id))
                    .exec(tx.conn())
                    .await?;
            }
        }
        if let Some(upload) = self.upload {
            let find = package_upload::Entity::find_by_id(upload)
                .filter(package_upload::Column::CompanyId.eq(self.company));
            if let Some(row) = find.one(tx.conn()).await? {
                gone.push(row.blob_id);
                package_upload::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
            }
        }
        tx.commit().await?;
        for blob in gone {
            platform.blobs.delete(blob).await?;
        }
        Ok(())
    }
}

/// A problem as the queue keeps it.
fn job_error(problem: Problem) -> JobError {
    JobError::new(problem.cause.unwrap_or_else(|| problem.kind.name().to_owned()))
}
