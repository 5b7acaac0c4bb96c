//! The records of incidents as rows, for whoever holds them against the log.

use hikeshi_db::Tx;
use hikeshi_incidents::record::{Claims, RECORDED};
use sea_orm::ConnectionTrait as _;

use crate::{
    SpareError,
    rows::{self, Row, statement},
    schema::columns_here,
};

/// Hands all rows of a table of [`RECORDED`] to `take`, in the order of their ids, page by page.
///
/// # Errors
/// A failure of the database; a value that is not of its column's type.
pub async fn each_record(
    tx: &Tx,
    table: &str,
    mut take: impl FnMut(Row),
) -> Result<(), SpareError> {
    let columns = columns_here(tx, table).await?;
    rows::each(tx, &columns, ("1 = 1", None), async |row| {
        take(row);
        Ok(())
    })
    .await
}

/// Tells `claims` of the records as they were when this data was copied to a spare; elsewhere there
/// are none.
///
/// # Errors
/// A failure of the database; a row that is no JSON.
pub async fn copied(tx: &Tx, claims: &mut Claims) -> Result<(), SpareError> {
    let sql = "SELECT content FROM spare_base WHERE table_name = $1";
    for (table, _) in RECORDED {
        let asked = statement(tx, sql.to_owned(), vec![(*table).into()]);
        for row in tx.conn().query_all_raw(asked).await? {
            let row: Row = serde_json::from_str(&row.try_get::<String>("", "content")?)?;
            claims.copied(table, &row);
        }
    }
    Ok(())
}
