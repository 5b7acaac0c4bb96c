//! The rows of a spare, each with its state at the copy or at the last merge.

use std::collections::{HashMap, HashSet};

use hikeshi_db::{Fence, Tx};
use hikeshi_web::Platform;
use sea_orm::ConnectionTrait as _;
use serde_json::Value;
use uuid::Uuid;

use super::open::Spare;
use crate::{
    SpareError,
    catalogue::{Merge, REFERENCES, Rows, TABLES, Table},
    rows::{self, Row, id_in, key_text, statement},
    schema::{Columns, Kind},
};

/// A table that comes back.
pub(super) struct Taken<'a> {
    pub(super) table: &'static Table,
    pub(super) columns: &'a Columns,
    /// The rows of the spare.
    pub(super) rows: Vec<Row>,
    /// By key: the rows as they were at the copy, or as they last came back.
    pub(super) before: HashMap<String, Row>,
}

impl Taken<'_> {
    /// The earlier state of a row.
    pub(super) fn before(&self, row: &Row) -> Option<&Row> {
        self.before.get(&key_text(self.columns, row))
    }

    /// Whether the spare did nothing to a row.
    pub(super) fn is_as_before(&self, row: &Row) -> bool {
        // Columns that a later version added have no earlier state.
        self.before(row)
            .is_some_and(|before| before.iter().all(|(name, value)| row.get(name) == Some(value)))
    }

    /// The rows that the spare added or changed, in such an order that none names one of its own
    /// table that comes later: copies follow their source, answers what they answer.
    pub(super) fn worked_on(&self) -> Vec<&Row> {
        let own: Vec<&str> = REFERENCES
            .iter()
            .filter(|(name, table)| {
                let column = self.columns.column(name);
                *table == self.table.name && column.is_some_and(|column| column.kind == Kind::Uuid)
            })
            .map(|(name, _)| *name)
            .collect();
        let mut waiting: Vec<&Row> =
            self.rows.iter().filter(|row| !self.is_as_before(row)).collect();
        let mut ordered = Vec::with_capacity(waiting.len());
        while !own.is_empty() {
            let ids: HashSet<Uuid> = waiting.iter().filter_map(|row| id_in(row, "id")).collect();
            let named = |row: &&Row| {
                own.iter().any(|name| id_in(row, name).is_some_and(|id| ids.contains(&id)))
            };
            let (later, now): (Vec<&Row>, Vec<&Row>) = waiting.into_iter().partition(named);
            waiting = later;
            // In a circle, which nobody can make on the pages: then the ids are refused.
            if now.is_empty() {
                break;
            }
            ordered.extend(now);
        }
        ordered.extend(waiting);
        ordered
    }
}

/// Reads all tables that come back, and refuses rows that cannot be the company's own.
pub(super) async fn read<'a>(
    platform: &Platform,
    spare: &'a Spare,
) -> Result<Vec<Taken<'a>>, SpareError> {
    let here = platform.db.read(Fence::Open).await?;
    let there = spare.db.read(Fence::Open).await?;
    let shelves = shelves(&here, spare.origin.company).await?;
    let mut tables = Vec::new();
    for table in TABLES.iter().filter(|table| table.merge != Merge::Not) {
        let columns = spare.columns(table.name)?;
        let provider = |row: &Row| {
            matches!(table.rows, Rows::Where(_))
                && rows::id_in(row, "company_id").is_some_and(|id| shelves.contains(&id))
        };
        let mut before = base(&there, table.name).await?;
        before.extend(seen(&here, spare, table.name).await?);
        before.retain(|_, row| !provider(row));
        let mut found = Vec::new();
        rows::each(&there, columns, ("1 = 1", None), async |row| {
            if !provider(&row) {
                own(spare, columns, &row)?;
                found.push(row);
            }
            Ok(())
        })
        .await?;
        tables.push(Taken { table, columns, rows: found, before });
    }
    Ok(tables)
}

/// Whose rows went along to be used and do not come back: those of the company's providers.
async fn shelves(here: &Tx, company: Uuid) -> Result<HashSet<Uuid>, SpareError> {
    let sql = "SELECT provider_id FROM delegation WHERE company_id = $1".to_owned();
    let rows = here.conn().query_all_raw(statement(here, sql, vec![company.into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "provider_id")?)).collect()
}

fn own(spare: &Spare, columns: &Columns, row: &Row) -> Result<(), SpareError> {
    let refused = |why: &str| {
        let text = format!("{} {} {why}", columns.table, key_text(columns, row));
        Err(SpareError::refused("foreign-row", text))
    };
    if rows::id_in(row, "company_id") != Some(spare.origin.company) {
        return refused("belongs to another company: the spare was tampered with");
    }
    for (name, value) in row {
        let Value::String(text) = value else { continue };
        if name.ends_with("_json") && serde_json::from_str::<Value>(text).is_err() {
            return refused(&format!("is damaged ({name})"));
        }
    }
    Ok(())
}

async fn base(there: &Tx, table: &str) -> Result<HashMap<String, Row>, SpareError> {
    let sql = "SELECT row_key, content FROM spare_base WHERE table_name = $1";
    contents(there, sql, vec![table.into()]).await
}

async fn seen(here: &Tx, spare: &Spare, table: &str) -> Result<HashMap<String, Row>, SpareError> {
    let sql = "SELECT row_key, content FROM spare_merge_seen \
               WHERE spare_id = $1 AND table_name = $2";
    contents(here, sql, vec![spare.origin.spare.into(), table.into()]).await
}

async fn contents(
    tx: &Tx,
    sql: &str,
    values: Vec<sea_orm::Value>,
) -> Result<HashMap<String, Row>, SpareError> {
    let rows = tx.conn().query_all_raw(statement(tx, sql.to_owned(), values)).await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let content: String = row.try_get("", "content")?;
        found.insert(row.try_get("", "row_key")?, serde_json::from_str(&content)?);
    }
    Ok(found)
}
