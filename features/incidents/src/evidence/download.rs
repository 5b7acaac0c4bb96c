//! Giving out the file of an exhibit, or a photograph of its chain.

use axum::body::Body;
use futures_util::{StreamExt as _, stream};
use hikeshi_blobs::{BlobError, Stored, TenantKey};
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_web::{Platform, Problem};
use serde_json::json;
use uuid::Uuid;

use super::{CheckResult, CustodyKind, NewCustodyEvent, Occasion, Party, add_custody_event, check};
use crate::model::{custody_photo, evidence};

/// Computes the hashes of the file again, and opens it if they are those of the record. That it goes
/// out stands in the chain, with the result, before the first byte does. `None`: the file is not
/// what was recorded; that stands in the chain too, and people are told.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn open_file(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    exhibit: &evidence::Model,
    blob: Uuid,
) -> Result<Option<Body>, Problem> {
    let result = check(platform, scope, key, exhibit, Occasion::GoesOut).await?;
    if result != Some(CheckResult::Match) {
        return Ok(None);
    }
    let Some(body) = opened(platform, key, blob).await? else { return Ok(None) };
    let tx = platform.db.write(scope.fence()).await?;
    let event = NewCustodyEvent {
        person: scope.actor_name().to_owned(),
        to: Party::named(scope.actor_name()),
        outcome: CheckResult::Match.name(),
        ..NewCustodyEvent::now(platform, CustodyKind::Exported)
    };
    add_custody_event(&tx, platform, scope, exhibit, event).await?;
    tx.commit().await?;
    Ok(Some(body))
}

/// Opens a photograph if it is what was recorded, and writes into the log who took it out.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn open_photo(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    photo: &custody_photo::Model,
) -> Result<Option<Body>, Problem> {
    let now = match platform.blobs.verify(key, photo.blob_id).await {
        Ok(now) => now,
        Err(error) => return not_as_recorded(error).map(|()| None),
    };
    if !is_photo(&now, photo) {
        return Ok(None);
    }
    let Some(body) = opened(platform, key, photo.blob_id).await? else { return Ok(None) };
    let tx = platform.db.write(scope.fence()).await?;
    let detail = json!({ "event": photo.event_id, "photo": photo.id, "sha256": photo.sha256 });
    let about = ("evidence", photo.evidence_id);
    audit(&tx, platform, scope, "evidence.photo-taken-out", about, detail).await?;
    tx.commit().await?;
    Ok(Some(body))
}

fn is_photo(now: &Stored, photo: &custody_photo::Model) -> bool {
    now.sha256 == photo.sha256 && now.blake3 == photo.blake3
}

/// The bytes; the first piece is read before anything is promised. `None` if they are damaged.
async fn opened(platform: &Platform, key: &TenantKey, blob: Uuid) -> Result<Option<Body>, Problem> {
    let mut bytes = match platform.blobs.open_stream(key, blob).await {
        Ok(bytes) => bytes,
        Err(error) => return not_as_recorded(error).map(|()| None),
    };
    let first = match bytes.next().await {
        Some(Err(error)) => return not_as_recorded(error).map(|()| None),
        Some(Ok(piece)) => Some(Ok(piece)),
        None => None,
    };
    Ok(Some(Body::from_stream(stream::iter(first).chain(bytes))))
}

/// Damage is an answer; anything else is a failure of ours.
fn not_as_recorded(error: BlobError) -> Result<(), Problem> {
    match error {
        BlobError::Damaged { .. } | BlobError::NotFound { .. } | BlobError::WrongKey { .. } => {
            Ok(())
        }
        error => Err(error.into()),
    }
}
