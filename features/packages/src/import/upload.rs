//! A package that somebody sent up: checked at once, brought in when somebody has seen what it is.

use std::io::Write as _;

use hikeshi_blobs::{BlobReader, TenantKey};
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::evidence::{KeptBlobs, StoredFile};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_seal::{LockError, Opened, Unlock};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    archive::{Report, verify_package},
    export::DropPackage,
    model::package_upload,
    pipe::{Pipe, piped},
};

/// An upload that nobody confirms goes after so long.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What came up.
pub struct Received {
    /// The upload, for its page.
    pub id: Uuid,
    /// What the check found.
    pub report: Report,
}

/// Decrypts, checks and keeps an upload. The inner error: it cannot be opened.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn receive(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    (file, kept): (&StoredFile, &mut KeptBlobs),
    unlock: Unlock,
) -> Result<Result<Received, LockError>, Problem> {
    let blob = match plain(platform, key, (file, kept), unlock).await? {
        Ok(blob) => blob,
        Err(error) => return Ok(Err(error)),
    };
    let (store, own) = (platform.blobs.clone(), key.clone());
    let checked = tokio::task::spawn_blocking(move || {
        store.open_file(&own, blob).map(|file| verify_package(file, None))
    });
    let report = checked.await??;
    let (clock, rng) = platform.chance();
    let row = package_upload::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        account_id: scope.account().map(Into::into),
        blob_id: blob,
        name: file.name.clone(),
        size: i64::try_from(file.stored.size)?,
        report_json: serde_json::to_string(&report)?.replace("\\u0000", ""),
        received_at: to_millis(clock.now()),
    };
    let id = row.id;
    let tx = platform.db.write(scope.fence()).await?;
    package_upload::Entity::insert(package_upload::ActiveModel::from(row))
        .exec_without_returning(tx.conn())
        .await?;
    let later = DropPackage {
        company: scope.company().0,
        export: None,
        upload: Some(id),
        blobs: Vec::new(),
    };
    enqueue::<Platform, _>(&tx, platform.chance(), &later, clock.now() + KEPT).await?;
    tx.commit().await?;
    Ok(Ok(Received { id, report }))
}

/// The blob with the plain zip. An encrypted one is decrypted into a blob of its own.
async fn plain(
    platform: &Platform,
    key: &TenantKey,
    (file, kept): (&StoredFile, &mut KeptBlobs),
    unlock: Unlock,
) -> Result<Result<Uuid, LockError>, Problem> {
    let (store, own, from) = (platform.blobs.clone(), key.clone(), file.blob);
    let opened = tokio::task::spawn_blocking(move || -> Result<_, Problem> {
        Ok(unlock.open(store.open_file(&own, from)?))
    });
    let mut opened = match opened.await?? {
        Ok(Opened::Plain(_)) => return Ok(Ok(file.blob)),
        Ok(opened) => opened,
        Err(error) => return Ok(Err(error)),
    };
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let work = move |pipe: &mut Pipe| {
        let mut wide = std::io::BufWriter::with_capacity(256 * 1024, pipe);
        std::io::copy(&mut opened, &mut wide).and_then(|_| wide.flush())
    };
    let limit = platform.config.limits.upload_mib.saturating_mul(1024 * 1024);
    let target = (&platform.blobs, key, blob);
    let (copied, stored) = piped(target, limit, work, Result::is_ok).await?;
    if copied.is_err() {
        return Ok(Err(LockError::Damaged));
    }
    stored?;
    kept.push(blob);
    Ok(Ok(blob))
}

/// An upload of the person's own that waits.
///
/// # Errors
/// Not found: unknown, of another company or person; a problem of the database.
pub async fn upload_of(
    tx: &Tx,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<package_upload::Model, Problem> {
    package_upload::Entity::find_by_id(id)
        .filter(package_upload::Column::CompanyId.eq(scope.company().0))
        .filter(package_upload::Column::AccountId.eq(scope.account().map(Uuid::from)))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// Has an upload deleted once the transaction is committed.
///
/// # Errors
/// A problem of the database.
pub async fn drop_upload(
    tx: &Tx,
    platform: &Platform,
    row: &package_upload::Model,
) -> Result<(), Problem> {
    let gone = DropPackage {
        company: row.company_id,
        export: None,
        upload: Some(row.id),
        blobs: Vec::new(),
    };
    enqueue::<Platform, _>(tx, platform.chance(), &gone, platform.clock.now()).await?;
    Ok(())
}

/// The plain zip of an upload.
pub(crate) fn file_of(
    platform: &Platform,
    key: &TenantKey,
    row: &package_upload::Model,
) -> Result<BlobReader, Problem> {
    Ok(platform.blobs.open_file(key, row.blob_id)?)
}
