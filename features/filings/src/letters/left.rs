//! Who did not get a letter for certain, with name and address as long as the list is there.

use std::collections::BTreeMap;

use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::{
    Recipient,
    chunks::{chunks_of, open_chunk},
    claim::of_run,
};
use crate::model::{
    letter_recipient::{Column, Entity, Model},
    letter_run,
};

/// So many are listed at once.
const MOST: u64 = 200;

/// A recipient whose letter did not go out for certain.
#[derive(Debug, Clone)]
pub struct LeftOver {
    /// What became of it.
    pub row: Model,
    /// Who it is; `None` once the list is deleted.
    pub who: Option<Recipient>,
}

/// The first of those whose letter failed or is of unknown fate, by line.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn left_over(
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
) -> Result<Vec<LeftOver>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let rows = Entity::find()
        .filter(of_run(run))
        .filter(Column::State.is_in(["failed", "unknown"]))
        .order_by_asc(Column::Line)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let chunks = chunks_of(&tx, run).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let mut pieces: BTreeMap<i64, Vec<Recipient>> = BTreeMap::new();
    for chunk in chunks.iter().filter(|chunk| rows.iter().any(|row| row.chunk == chunk.nth)) {
        pieces.insert(chunk.nth, open_chunk(platform, &key, chunk).await?);
    }
    let found = rows.into_iter().map(|row| {
        let piece = pieces.get(&row.chunk);
        let who = piece.and_then(|piece| piece.iter().find(|one| one.line == row.line)).cloned();
        LeftOver { row, who }
    });
    Ok(found.collect())
}
