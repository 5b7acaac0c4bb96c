//! Keeping a version: its text as a row, its files as they are printed.

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::evidence::{KeptBlobs, keep_bytes};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{Document, FileForm, Snapshot, snapshot::hash_of};
use crate::{
    model::{policy_file, policy_version},
    render::{docx, pdf},
};

/// A file that is stored and that no row names yet.
#[derive(Debug, Clone)]
pub(crate) struct KeptFile {
    form: FileForm,
    blob: Uuid,
    sha256: String,
    size: i64,
}

/// Sets a version in every form and stores the files. Call it while no transaction is open; the blobs
/// are deleted again unless they are released.
///
/// # Errors
/// Too much for a file; a problem of the disk.
pub(crate) async fn keep_files(
    platform: &Platform,
    key: &TenantKey,
    snapshot: &Snapshot,
) -> Result<(Vec<KeptFile>, KeptBlobs), Problem> {
    let mut kept = KeptBlobs::new(platform.blobs.clone());
    let mut files = Vec::new();
    for (form, bytes) in [
        (FileForm::Pdf, pdf(platform, snapshot).await?),
        (FileForm::Docx, docx(platform, snapshot)?),
    ] {
        let file = keep_bytes(platform, key, form.name(), bytes).await?;
        kept.push(file.blob);
        let size = i64::try_from(file.stored.size)?;
        files.push(KeptFile { form, blob: file.blob, sha256: file.stored.sha256, size });
    }
    Ok((files, kept))
}

/// Writes a version with its files; answers its id.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn keep_version(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (document, text_sha256): (&Document, &str),
    (snapshot, files): (&Snapshot, &[KeptFile]),
) -> Result<Uuid, Problem> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let json = serde_json::to_string(snapshot)?;
    let hashes: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
    let sha256 = hash_of(&json, &hashes);
    let row = policy_version::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        policy_id: Set(document.row.id),
        number: Set(snapshot.number),
        template_version: Set(document.row.template_version.clone()),
        snapshot_json: Set(json),
        text_sha256: Set(text_sha256.to_owned()),
        sha256: Set(sha256.clone()),
        made_at: Set(to_millis(clock.now())),
        made_by_id: Set(scope.account().map(Into::into)),
        made_by: Set(scope.actor_name().to_owned()),
        review_on: Set(snapshot.review_on),
    };
    policy_version::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    for file in files {
        let row = policy_file::ActiveModel {
            id: Set(new_uuid(clock, rng)),
            company_id: Set(scope.company().0),
            version_id: Set(id),
            form: Set(file.form.name().to_owned()),
            mime: Set(file.form.mime().to_owned()),
            blob_id: Set(file.blob),
            sha256: Set(file.sha256.clone()),
            size: Set(file.size),
        };
        policy_file::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    let kept: Vec<_> =
        files.iter().map(|it| json!({ "form": it.form.name(), "sha256": it.sha256 })).collect();
    let detail = json!({ "version": id, "number": snapshot.number, "text_sha256": text_sha256,
                         "sha256": sha256, "files": kept });
    audit(tx, platform, scope, "policy.frozen", ("policy", document.row.id), detail).await?;
    Ok(id)
}
