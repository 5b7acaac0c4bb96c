//! Blobs that no row names: left when the program was cut off between storing a file and the
//! commit of its row. Nobody can see them, but they fill the disk.

use std::collections::BTreeSet;

use hikeshi_db::{Fence, Tx};
use hikeshi_web::Platform;
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, DbErr, ExprTrait as _,
    sea_query::{Alias, Expr, Query},
};
use uuid::Uuid;

/// So many ids are asked for at once.
const AT_ONCE: usize = 500;

/// The columns in which rows of all slices name a blob. A slice that stores blobs stands here:
/// what no column names is deleted.
#[must_use]
pub fn blob_columns() -> Vec<(&'static str, &'static str)> {
    [
        hikeshi_incidents::BLOB_COLUMNS,
        hikeshi_filings::BLOB_COLUMNS,
        hikeshi_kit::BLOB_COLUMNS,
        hikeshi_assets::BLOB_COLUMNS,
        hikeshi_policies::BLOB_COLUMNS,
        hikeshi_packages::BLOB_COLUMNS,
        hikeshi_posture::BLOB_COLUMNS,
        hikeshi_ladder::BLOB_COLUMNS,
    ]
    .concat()
}

/// Deletes the blobs that were stored before `before` and that no row names; returns how many.
/// A blob is stored shortly before its row, so `before` lies well in the past. Harmless to repeat.
///
/// # Errors
/// A failure of the database or of the disk; the rest is left for the next time.
pub async fn sweep(platform: &Platform, before: Timestamp) -> anyhow::Result<u64> {
    let mut removed = 0;
    for ids in platform.blobs.ids(before).await?.chunks(AT_ONCE) {
        let named = named(platform, ids).await?;
        for id in ids.iter().filter(|id| !named.contains(id)) {
            removed += u64::from(platform.blobs.delete(*id).await?);
        }
    }
    Ok(removed)
}

/// Those of `ids` that a row names.
async fn named(platform: &Platform, ids: &[Uuid]) -> anyhow::Result<BTreeSet<Uuid>> {
    let tx = platform.db.read(Fence::Open).await?;
    let mut named = BTreeSet::new();
    for (table, column) in blob_columns() {
        named.extend(named_in(&tx, (table, column), ids).await?);
    }
    Ok(named)
}

async fn named_in(
    tx: &Tx,
    (table, column): (&'static str, &'static str),
    ids: &[Uuid],
) -> Result<Vec<Uuid>, DbErr> {
    let query = Query::select()
        .column(Alias::new(column))
        .from(Alias::new(table))
        .and_where(Expr::col(Alias::new(column)).is_in(ids.iter().copied()))
        .to_owned();
    let rows = tx.conn().query_all(&query).await?;
    rows.iter().map(|row| row.try_get("", column)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_schema_that_names_a_blob_is_asked() {
        let mut found = BTreeSet::new();
        for migration in crate::router::migrations() {
            let mut table = "";
            for line in migration.sql.lines().map(str::trim) {
                let mut of_column = line;
                if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                    table = rest.split([' ', '(']).next().unwrap_or_default();
                } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                    (table, of_column) = rest.split_once(" ADD COLUMN ").unwrap_or((table, line));
                }
                let column = of_column.split(' ').next().unwrap_or_default();
                if column.contains("blob") && line.contains(" uuid") {
                    found.insert((table, column));
                }
            }
        }
        assert!(!found.is_empty());
        assert_eq!(found, blob_columns().into_iter().collect());
    }
}
