//! Keeping a paper as it is: the snapshot, and the files of every form.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use hikeshi_blobs::TenantKey;
use hikeshi_identity::audit;
use hikeshi_incidents::{content::content, evidence::KeptBlobs};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{
    PaperNow, Snapshot, State, change::Change, form_name, forms_of, snapshot::hash_of, versions_of,
};
use crate::{
    model::{paper_file, paper_version},
    render::{self, Paper, Rendered},
};

/// The form of the official file among the files of a version.
pub const OFFICIAL: &str = "official";

/// A file that is stored and that no row names yet.
#[derive(Debug, Clone)]
pub(crate) struct KeptFile {
    form: &'static str,
    name: String,
    mime: &'static str,
    blob: Uuid,
    sha256: String,
    size: i64,
}

/// Sets the paper in every form of its kind and stores the files, with the filled `official` file
/// where there is one: what the company keeps later for its forms changes no version. Call it while no transaction
/// is open; the blobs are deleted again unless they are released.
///
/// # Errors
/// A paper too long for a form; a problem of the disk.
pub(crate) async fn keep_files(
    platform: &Platform,
    key: &TenantKey,
    (now, sheet, official): (&PaperNow, &Paper, Option<Rendered>),
) -> Result<(Vec<KeptFile>, KeptBlobs), Problem> {
    let mut kept = KeptBlobs::new(platform.blobs.clone());
    let mut set = Vec::new();
    for form in forms_of(now.kind) {
        set.push((form_name(form), render::render(platform, sheet, form).await?));
    }
    set.extend(official.map(|file| (OFFICIAL, file)));
    let mut files = Vec::new();
    for (form, file) in set {
        let (clock, rng) = platform.chance();
        let blob = new_uuid(clock, rng);
        kept.push(blob);
        let size = file.bytes.len() as u64;
        let upload = stream::iter([Ok::<_, Infallible>(Bytes::from(file.bytes))]);
        let stored = platform.blobs.put_stream(key, blob, upload, size).await?;
        files.push(KeptFile {
            form,
            name: file.file_name,
            mime: file.mime,
            blob,
            sha256: stored.sha256,
            size: i64::try_from(stored.size)?,
        });
    }
    Ok((files, kept))
}

/// Writes a version with its files; answers its id.
pub(crate) async fn keep_version(
    change: &Change<'_>,
    now: &PaperNow,
    state: State,
    files: &[KeptFile],
) -> Result<Uuid, Problem> {
    let (clock, rng) = change.platform.chance();
    let id = new_uuid(clock, rng);
    let snapshot = serde_json::to_string(&Snapshot::of(now, change.incident))?;
    let hashes: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
    let serial = versions_of(change.tx, &now.row).await?.len();
    let (serial, sha256) = (i64::try_from(serial)? + 1, hash_of(&snapshot, &hashes));
    let kept: Vec<_> =
        files.iter().map(|it| json!({"form": it.form, "sha256": it.sha256})).collect();
    let detail = json!({ "incident": now.row.incident_id, "version": id, "serial": serial,
                         "text_sha256": now.text_sha256, "sha256": sha256, "files": kept });
    let row = paper_version::ActiveModel {
        id: Set(id),
        company_id: Set(now.row.company_id),
        incident_id: Set(now.row.incident_id),
        paper_id: Set(now.row.id),
        serial: Set(serial),
        state: Set(state.name().to_owned()),
        sha256: Set(sha256),
        snapshot_json: Set(snapshot),
        content: Set(content()?.fingerprint.clone()),
        text_sha256: Set(now.text_sha256.clone()),
        made_at: Set(to_millis(clock.now())),
        made_by_id: Set(change.scope.account().map(Into::into)),
        made_by: Set(change.scope.actor_name().to_owned()),
    };
    paper_version::Entity::insert(row).exec_without_returning(change.tx.conn()).await?;
    for file in files {
        let row = paper_file::ActiveModel {
            id: Set(new_uuid(clock, rng)),
            company_id: Set(now.row.company_id),
            incident_id: Set(now.row.incident_id),
            paper_id: Set(now.row.id),
            version_id: Set(id),
            form: Set(file.form.to_owned()),
            name: Set(file.name.clone()),
            mime: Set(file.mime.to_owned()),
            blob_id: Set(file.blob),
            sha256: Set(file.sha256.clone()),
            size: Set(file.size),
        };
        paper_file::Entity::insert(row).exec_without_returning(change.tx.conn()).await?;
    }
    // What was given out can be proved by the log later, file by file.
    let Change { tx, platform, scope, .. } = *change;
    audit(tx, platform, scope, "paper.frozen", ("paper", now.row.id), detail).await?;
    Ok(id)
}
