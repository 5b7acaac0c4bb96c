//! Reading a kept file again.

use futures_util::TryStreamExt as _;
use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};

use super::{OfficialFile, cells_of, find_form};

/// The official file of a kind with the chosen cells; `None` while nobody has kept one.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn open_form(
    platform: &Platform,
    scope: &CompanyScope,
    kind: &str,
) -> Result<Option<OfficialFile>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let Some(row) = find_form(&tx, scope, kind).await? else { return Ok(None) };
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let pieces = platform.blobs.open_stream(&key, row.blob_id).await?;
    let bytes = pieces
        .try_fold(Vec::new(), |mut bytes, piece| async move {
            bytes.extend_from_slice(&piece);
            Ok(bytes)
        })
        .await?;
    Ok(Some(OfficialFile { bytes, cells: cells_of(&row) }))
}
