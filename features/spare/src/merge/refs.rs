//! Ids in rows from a spare must lead to the company's own things: a spare's database can be edited
//! by whoever has the machine.

use std::collections::HashSet;

use hikeshi_db::Tx;
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use crate::{
    SpareError,
    catalogue::{PEOPLE_COLUMNS, REFERENCES},
    rows::{Row, id_in, key_text, quoted, statement},
    schema::{Columns, Kind},
};

/// Remembers what was found.
#[derive(Default)]
pub(super) struct Known(HashSet<(&'static str, Uuid)>);

impl Known {
    /// Checks all ids of a row; who has no account here is taken out of it (the written name stays).
    pub(super) async fn check(
        &mut self,
        tx: &Tx,
        (columns, company): (&Columns, Uuid),
        row: &mut Row,
    ) -> Result<(), SpareError> {
        for column in columns.all.iter().filter(|column| column.kind == Kind::Uuid) {
            let name = column.name.as_str();
            let Some(id) = id_in(row, name) else { continue };
            if let Some((_, table)) = REFERENCES.iter().find(|(of, _)| *of == name) {
                let whose = format!(
                    "SELECT 1 AS one FROM {} WHERE id = $1 AND company_id = $2",
                    quoted(table)
                );
                if !self.is_there(tx, (table, id), whose, vec![id.into(), company.into()]).await? {
                    let text = format!(
                        "{} {} names the {table} {id}, which is not this company's: the spare was \
                         tampered with",
                        columns.table,
                        key_text(columns, row)
                    );
                    return Err(SpareError::refused("foreign-row", text));
                }
            } else if PEOPLE_COLUMNS.contains(&name) {
                let who = "SELECT 1 AS one FROM account WHERE id = $1".to_owned();
                if self.is_there(tx, ("account", id), who, vec![id.into()]).await? {
                    continue;
                }
                if !column.nullable {
                    let text =
                        format!("{} names the account {id}, which is not here", columns.table);
                    return Err(SpareError::refused("foreign-row", text));
                }
                row.insert(column.name.clone(), serde_json::Value::Null);
            }
        }
        Ok(())
    }

    async fn is_there(
        &mut self,
        tx: &Tx,
        what: (&'static str, Uuid),
        sql: String,
        values: Vec<sea_orm::Value>,
    ) -> Result<bool, SpareError> {
        if self.0.contains(&what) {
            return Ok(true);
        }
        let found = tx.conn().query_one_raw(statement(tx, sql, values)).await?.is_some();
        if found {
            self.0.insert(what);
        }
        Ok(found)
    }
}
