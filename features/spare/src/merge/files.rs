//! The files of new rows: opened with the spare's key, hashed, closed with the company's own. One
//! after the other in pieces, so that a large exhibit needs no memory.

use std::collections::BTreeMap;

use hikeshi_blobs::{BlobError, Stored, TenantKey};
use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Platform;
use uuid::Uuid;

use super::{MergeOrder, open::Spare, read::Taken};
use crate::{
    SpareError,
    rows::{Row, id_in},
};

/// Brings over the files that rows name which the spare added or changed; answers how many. They
/// are stored before their rows: after a cut they lie there unnamed until they are swept away, or
/// are found again by the next merge.
pub(super) async fn bring(
    platform: &Platform,
    scope: &CompanyScope,
    order: &MergeOrder<'_>,
    (spare, tables): (&Spare, &[Taken<'_>]),
) -> Result<usize, SpareError> {
    let wanted = wanted(spare, tables);
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    for (id, hash) in &wanted {
        let stored = match order.dry_run {
            true => spare.blobs.verify(&spare.key, *id).await.map_err(|error| bad(*id, &error))?,
            false => one(platform, spare, &key, *id).await?,
        };
        if hash.as_ref().is_some_and(|hash| *hash != stored.sha256) {
            let text =
                format!("the file {id} of the spare is not the one whose hash was written down");
            return Err(SpareError::refused("damaged", text));
        }
    }
    Ok(wanted.len())
}

/// The files by id, each with the hash that its row gives, if it gives one.
fn wanted(spare: &Spare, tables: &[Taken<'_>]) -> BTreeMap<Uuid, Option<String>> {
    let mut wanted = BTreeMap::new();
    for taken in tables {
        for (_, column) in spare.blob_columns.iter().filter(|(of, _)| *of == taken.table.name) {
            for row in &taken.rows {
                let before = taken.before(row).and_then(|before| id_in(before, column));
                match id_in(row, column) {
                    Some(id) if Some(id) != before => {
                        wanted.insert(id, hash_of(row, column));
                    }
                    _ => {}
                }
            }
        }
    }
    wanted
}

fn hash_of(row: &Row, column: &str) -> Option<String> {
    let hash = row.get("sha256").filter(|_| column == "blob_id")?;
    hash.as_str().filter(|hash| !hash.is_empty()).map(ToOwned::to_owned)
}

async fn one(
    platform: &Platform,
    spare: &Spare,
    key: &TenantKey,
    id: Uuid,
) -> Result<Stored, SpareError> {
    let there = spare.blobs.verify(&spare.key, id).await.map_err(|error| bad(id, &error))?;
    match platform.blobs.verify(key, id).await {
        Ok(here) if here == there => return Ok(here),
        Err(BlobError::NotFound { .. }) => {}
        // Another file, another company's, or a damaged one.
        Ok(_) | Err(BlobError::WrongKey { .. } | BlobError::Damaged { .. }) => {
            let text =
                format!("there is another file with the id {id} here: the spare was tampered with");
            return Err(SpareError::refused("foreign-row", text));
        }
        Err(error) => return Err(error.into()),
    }
    let stream = spare.blobs.open_stream(&spare.key, id).await.map_err(|error| bad(id, &error))?;
    Ok(platform.blobs.put_stream(key, id, stream, u64::MAX).await?)
}

fn bad(id: Uuid, error: &BlobError) -> SpareError {
    SpareError::refused("damaged", format!("the file {id} of the spare cannot be read: {error}"))
}
