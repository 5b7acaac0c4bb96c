//! Who did not get a letter for certain, with name and address as long as the list is there.

use std::collections::BTreeMap;

use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::{
    Recipient, Siblings,
    chunks::{chunks_of, open_chunk},
    claim::of_run,
};
use crate::model::{
    letter_recipient::{Column, Entity, Model},
    letter_run,
};

/// So many are listed, and decided about, at once.
const MOST: u64 = 200;

/// A recipient whose letter did not go out for certain.
#[derive(Debug, Clone)]
pub struct LeftOver {
    /// What became of it.
    pub row: Model,
    /// Who it is; `None` once the list is deleted.
    pub who: Option<Recipient>,
    /// Whether this person got the same letter in another run, or may have got it.
    pub elsewhere: bool,
}

/// Those left over, and what was asked to find out.
pub struct Left {
    /// The recipients, by line.
    pub rows: Vec<LeftOver>,
    /// The other runs as they stood.
    pub(super) others: Siblings,
}

/// The first of those whose letter failed or is of unknown fate; with `lines` those in these lines.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn left_over(
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    lines: Option<&[i64]>,
) -> Result<Left, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut left = Entity::find()
        .filter(of_run(run))
        .filter(Column::State.is_in(["failed", "unknown"]))
        .order_by_asc(Column::Line)
        .limit(MOST);
    if let Some(lines) = lines {
        left = left.filter(Column::Line.is_in(lines.iter().copied()));
    }
    let rows = left.all(tx.conn()).await?;
    let chunks = chunks_of(&tx, run).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let mut pieces: BTreeMap<i64, Vec<Recipient>> = BTreeMap::new();
    for chunk in chunks.iter().filter(|chunk| rows.iter().any(|row| row.chunk == chunk.nth)) {
        pieces.insert(chunk.nth, open_chunk(platform, &key, chunk).await?);
    }
    let others = Siblings::read(platform, scope, &key, run).await?;
    let found = rows.into_iter().map(|row| {
        let piece = pieces.get(&row.chunk);
        let who = piece.and_then(|piece| piece.iter().find(|one| one.line == row.line)).cloned();
        let elsewhere = who.as_ref().is_some_and(|who| others.told(who));
        LeftOver { row, who, elsewhere }
    });
    Ok(Left { rows: found.collect(), others })
}
