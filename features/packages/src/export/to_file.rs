//! Where a package goes: into the encrypted store, or into a file for the command line. Either way
//! it is there whole or not at all.

use std::{io, path::PathBuf};

use hikeshi_blobs::{BlobError, BlobStore};
use hikeshi_db::Fence;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_kernel::new_uuid;
use hikeshi_seal::Lock;
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use super::{
    Asked, Plan, WriteError,
    ask::row_of,
    busy::went_out,
    gather::any_incident,
    part_file::PartFile,
    write::{Made, write_package},
};
use crate::{
    Wish,
    model::package_export,
    pipe::{Pipe, piped},
};

/// Where a package goes.
pub(super) enum Outlet {
    /// Into the store, under this id.
    Blob { store: BlobStore, id: Uuid },
    /// Into a new file.
    File(PathBuf),
}

/// Writes the package, and from the beginning again without a file that cannot be read. Returns
/// the plan as it was carried out.
pub(super) async fn restarted(
    mut plan: Plan,
    lock: Lock,
    outlet: Outlet,
) -> Result<(Made, Plan), Problem> {
    loop {
        let (written, back) = match &outlet {
            Outlet::Blob { store, id } => into_store(plan, lock.clone(), (store, *id)).await?,
            Outlet::File(path) => into_file(plan, lock.clone(), path.clone()).await?,
        };
        plan = back;
        match written {
            Ok(made) => return Ok((made, plan)),
            Err(WriteError::Unreadable(blob)) => plan.leave_out(blob),
            Err(error) => return Err(error.into()),
        }
    }
}

type Outcome = (Result<Made, WriteError>, Plan);

async fn into_store(
    mut plan: Plan,
    lock: Lock,
    (store, id): (&BlobStore, Uuid),
) -> Result<Outcome, Problem> {
    let key = plan.key.clone();
    let write = move |pipe: &mut Pipe| (write_package(&mut plan, &lock, pipe), plan);
    let whole = |done: &Outcome| done.0.is_ok();
    let (outcome, stored) = piped((store, &key, id), u64::MAX, write, whole).await?;
    match (&outcome.0, stored) {
        (Ok(_), Err(error)) => Err(error.into()),
        // The store has no place: the writer only saw that nobody takes its bytes.
        (Err(WriteError::Io(_) | WriteError::Zip(_)), Err(error @ BlobError::DiskFull)) => {
            Err(error.into())
        }
        _ => Ok(outcome),
    }
}

async fn into_file(mut plan: Plan, lock: Lock, path: PathBuf) -> Result<Outcome, Problem> {
    let done = tokio::task::spawn_blocking(move || -> Result<Outcome, io::Error> {
        let part = PartFile::begin(&path)?;
        let out = io::BufWriter::with_capacity(1 << 20, &part.file);
        let made = write_package(&mut plan, &lock, out);
        if made.is_ok() {
            part.finish()?;
        }
        Ok((made, plan))
    });
    Ok(done.await??)
}

/// A package for the command line.
pub struct ToFile {
    /// The incident.
    pub incident: Uuid,
    /// What it holds.
    pub wish: Wish,
    /// How it is encrypted.
    pub lock: Lock,
    /// The new file.
    pub path: PathBuf,
}

/// What the command line made.
#[derive(Debug, Clone)]
pub struct Written {
    /// Id of the package.
    pub package: Uuid,
    /// Bytes of the file.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// SHA-256 of the manifest.
    pub manifest_sha256: String,
    /// What is not in it, and why.
    pub left_out: Vec<(String, String)>,
}

/// Makes a package into a new file; the row and the log say that it went out.
///
/// # Errors
/// Not found; a readable one for a choice that cannot be; a problem of the database or the disk.
pub async fn export_to_file(platform: &Platform, order: ToFile) -> Result<Written, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let incident = any_incident(&tx, order.incident).await?;
    drop(tx);
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "command");
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let tx = platform.db.read(scope.fence()).await?;
    let plan = Plan::read(&tx, platform, &scope, &incident, (id, &order.wish)).await?;
    drop(tx);
    let asked = Asked { id, wish: order.wish, lock: order.lock.clone(), secret: None };
    let mut row = row_of(platform, &scope, &incident, &asked)?;
    let (made, plan) = restarted(plan, order.lock, Outlet::File(order.path)).await?;
    row.state = "given".to_owned();
    row.size = Some(i64::try_from(made.size)?);
    row.sha256 = made.sha256.clone();
    row.manifest_sha256 = made.manifest_sha256.clone();
    row.made_at = Some(hikeshi_kernel::to_millis(platform.clock.now()));
    let tx = platform.db.write(scope.fence()).await?;
    package_export::Entity::insert(package_export::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    went_out(&tx, platform, &scope, (&incident, &plan), (&row, &made)).await?;
    tx.commit().await?;
    let left_out = plan.left_out.into_iter().map(|left| (left.what, left.why)).collect();
    Ok(Written {
        package: id,
        size: made.size,
        sha256: made.sha256,
        manifest_sha256: made.manifest_sha256,
        left_out,
    })
}
