//! Rows of any table as JSON objects, read and written alike on both databases.

use hikeshi_db::Tx;
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement, Value as Bound};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    SpareError,
    schema::{Column, Columns, Kind},
};

/// A row: column to value; ids and bytes are text.
pub type Row = Map<String, Value>;

/// Rows read at once.
const PAGE: usize = 500;

/// Hands all rows for which `condition` holds (with `$1` bound to `company`, where it is named) to
/// `take`, in the order of the key, page by page.
///
/// # Errors
/// A failure of the database; a value that is not of its column's type.
pub async fn each(
    tx: &Tx,
    columns: &Columns,
    (condition, company): (&str, Option<Uuid>),
    mut take: impl AsyncFnMut(Row) -> Result<(), SpareError>,
) -> Result<(), SpareError> {
    let mut after: Option<Row> = None;
    loop {
        let page = page(tx, columns, (condition, company), after.as_ref()).await?;
        let more = page.len() == PAGE;
        after = page.last().cloned();
        for row in page {
            take(row).await?;
        }
        if !more {
            return Ok(());
        }
    }
}

async fn page(
    tx: &Tx,
    columns: &Columns,
    (condition, company): (&str, Option<Uuid>),
    after: Option<&Row>,
) -> Result<Vec<Row>, SpareError> {
    let mut values: Vec<Bound> = company.into_iter().map(Bound::from).collect();
    let key: Vec<String> = columns.key.iter().map(|name| quoted(name)).collect();
    let key = key.join(", ");
    let mut further = String::new();
    if let Some(after) = after {
        let mut places = Vec::new();
        for name in &columns.key {
            values.push(bound(column_of(columns, name)?, after.get(name))?);
            places.push(format!("${}", values.len()));
        }
        further = format!(" AND ({key}) > ({})", places.join(", "));
    }
    let sql = format!(
        "SELECT {} FROM {} WHERE ({condition}){further} ORDER BY {key} LIMIT {PAGE}",
        names(columns),
        quoted(&columns.table)
    );
    let rows = tx.conn().query_all_raw(statement(tx, sql, values)).await?;
    rows.iter().map(|row| read(row, columns)).collect()
}

/// The row with the same key as `like`.
///
/// # Errors
/// As [`each`].
pub async fn find(tx: &Tx, columns: &Columns, like: &Row) -> Result<Option<Row>, SpareError> {
    let of: Vec<&str> = columns.key.iter().map(String::as_str).collect();
    Ok(find_all(tx, columns, (&of, like)).await?.pop())
}

/// The rows that have the same values as `like` in the columns `of`.
///
/// # Errors
/// As [`each`].
pub async fn find_all(
    tx: &Tx,
    columns: &Columns,
    (of, like): (&[&str], &Row),
) -> Result<Vec<Row>, SpareError> {
    let (condition, values) = same(columns, of, like, 0)?;
    let sql =
        format!("SELECT {} FROM {} WHERE {condition}", names(columns), quoted(&columns.table));
    let rows = tx.conn().query_all_raw(statement(tx, sql, values)).await?;
    rows.iter().map(|row| read(row, columns)).collect()
}

/// Writes a new row.
///
/// # Errors
/// As [`each`]; the key is taken.
pub async fn insert(tx: &Tx, columns: &Columns, row: &Row) -> Result<(), SpareError> {
    let mut values = Vec::new();
    for column in &columns.all {
        values.push(bound(column, row.get(&column.name))?);
    }
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        quoted(&columns.table),
        names(columns),
        places.join(", ")
    );
    tx.conn().execute_raw(statement(tx, sql, values)).await?;
    Ok(())
}

/// Writes all columns of a row that is there.
///
/// # Errors
/// As [`each`].
pub async fn update(tx: &Tx, columns: &Columns, row: &Row) -> Result<(), SpareError> {
    let (mut values, mut sets) = (Vec::new(), Vec::new());
    for column in columns.all.iter().filter(|column| !columns.key.contains(&column.name)) {
        values.push(bound(column, row.get(&column.name))?);
        sets.push(format!("{} = ${}", quoted(&column.name), values.len()));
    }
    let of: Vec<&str> = columns.key.iter().map(String::as_str).collect();
    let (condition, of_key) = same(columns, &of, row, values.len())?;
    values.extend(of_key);
    let sql =
        format!("UPDATE {} SET {} WHERE {condition}", quoted(&columns.table), sets.join(", "));
    tx.conn().execute_raw(statement(tx, sql, values)).await?;
    Ok(())
}

/// The key of a row as one text.
#[must_use]
pub fn key_text(columns: &Columns, row: &Row) -> String {
    let part = |name: &String| match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        other => other.map(ToString::to_string).unwrap_or_default(),
    };
    columns.key.iter().map(part).collect::<Vec<_>>().join("/")
}

/// SHA-256 over a row's JSON, the columns in the order of the table.
#[must_use]
pub fn hash(row: &Row) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(Value::Object(row.clone()).to_string())))
}

/// The id in a column.
#[must_use]
pub fn id_in(row: &Row, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str()?.parse().ok()
}

/// A name of a table or column as SQL has it.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A statement with its values.
#[must_use]
pub fn statement(tx: &Tx, sql: String, values: Vec<Bound>) -> Statement {
    Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values)
}

fn same(
    columns: &Columns,
    of: &[&str],
    like: &Row,
    before: usize,
) -> Result<(String, Vec<Bound>), SpareError> {
    let (mut values, mut parts) = (Vec::new(), Vec::new());
    for name in of {
        values.push(bound(column_of(columns, name)?, like.get(*name))?);
        parts.push(format!("{} = ${}", quoted(name), before + values.len()));
    }
    Ok((parts.join(" AND "), values))
}

fn names(columns: &Columns) -> String {
    columns.all.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

fn column_of<'a>(columns: &'a Columns, name: &str) -> Result<&'a Column, SpareError> {
    columns.column(name).ok_or_else(|| {
        SpareError::refused("schema", format!("{} has no column {name}", columns.table))
    })
}

fn read(row: &QueryResult, columns: &Columns) -> Result<Row, SpareError> {
    let mut read = Row::new();
    for column in &columns.all {
        let value = value(row, column).map_err(|error| {
            SpareError::refused(
                "damaged",
                format!("{}.{} is damaged: {error}", columns.table, column.name),
            )
        })?;
        if value.is_null() && !column.nullable {
            let text = format!("{}.{} is empty", columns.table, column.name);
            return Err(SpareError::refused("damaged", text));
        }
        read.insert(column.name.clone(), value);
    }
    Ok(read)
}

fn value(row: &QueryResult, column: &Column) -> Result<Value, DbErr> {
    let name = column.name.as_str();
    Ok(match column.kind {
        Kind::Uuid => row.try_get::<Option<Uuid>>("", name)?.map(|id| id.to_string()).into(),
        Kind::Text => row.try_get::<Option<String>>("", name)?.into(),
        Kind::Number => row.try_get::<Option<i64>>("", name)?.into(),
        Kind::Flag => row.try_get::<Option<bool>>("", name)?.into(),
        Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.map(hex::encode).into(),
    })
}

fn bound(column: &Column, value: Option<&Value>) -> Result<Bound, SpareError> {
    let value = value.filter(|value| !value.is_null());
    let wrong = || {
        let text = format!("a value of {} is not of its type", column.name);
        SpareError::refused("damaged", text)
    };
    let text = || value.map(|value| value.as_str().ok_or_else(wrong)).transpose();
    Ok(match column.kind {
        Kind::Uuid => {
            text()?.map(|text| text.parse::<Uuid>().map_err(|_| wrong())).transpose()?.into()
        }
        Kind::Text => text()?.map(ToOwned::to_owned).into(),
        Kind::Number => value.map(|v| v.as_i64().ok_or_else(wrong)).transpose()?.into(),
        Kind::Flag => value.map(|v| v.as_bool().ok_or_else(wrong)).transpose()?.into(),
        Kind::Bytes => text()?.map(|t| hex::decode(t).map_err(|_| wrong())).transpose()?.into(),
    })
}
