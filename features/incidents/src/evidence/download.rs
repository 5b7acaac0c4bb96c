//! Giving out the file of an exhibit.

use axum::body::Body;
use futures_util::{StreamExt as _, stream};
use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{CustodyKind, NewCustodyEvent, add_custody_event};
use crate::model::evidence;

/// Opens the file and writes into the chain that it goes out, before the first byte does.
/// The inner error: the file is damaged or gone, which a check should make a record of.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn open_file(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    exhibit: &evidence::Model,
    blob: Uuid,
) -> Result<Result<Body, BlobError>, Problem> {
    let mut bytes = match platform.blobs.open_stream(key, blob).await {
        Ok(bytes) => bytes,
        Err(error) => return given_out(error),
    };
    // The first piece is read before anything is promised: a damaged small file gets a page.
    let first = match bytes.next().await {
        Some(Err(error)) => return given_out(error),
        Some(Ok(piece)) => Some(Ok(piece)),
        None => None,
    };
    let tx = platform.db.write(scope.fence()).await?;
    let event = NewCustodyEvent {
        to: scope.actor_name().to_owned(),
        ..NewCustodyEvent::now(platform, CustodyKind::Exported)
    };
    add_custody_event(&tx, platform, scope, exhibit, event).await?;
    tx.commit().await?;
    Ok(Ok(Body::from_stream(stream::iter(first).chain(bytes))))
}

fn given_out(error: BlobError) -> Result<Result<Body, BlobError>, Problem> {
    match error {
        BlobError::Damaged { .. } | BlobError::NotFound { .. } | BlobError::WrongKey { .. } => {
            Ok(Err(error))
        }
        error => Err(error.into()),
    }
}
