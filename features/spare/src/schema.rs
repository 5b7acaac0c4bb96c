//! The columns of every table, as this program's own migrations make them: never as a database
//! from outside says.

use std::path::Path;

use hikeshi_db::{Backend, Db, Migration, Tx};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, Statement};

use crate::{SpareError, rows::statement};

/// What the program knows of all its slices.
#[derive(Debug, Clone)]
pub struct Shape {
    /// All migrations, in order.
    pub migrations: Vec<Migration>,
    /// The columns that name a blob, as (table, column).
    pub blob_columns: Vec<(&'static str, &'static str)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id.
    Uuid,
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub nullable: bool,
}

/// A table with its columns.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The name of the table.
    pub table: String,
    /// Its columns in order.
    pub all: Vec<Column>,
    /// The columns of its key.
    pub key: Vec<String>,
}

impl Columns {
    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.all.iter().find(|column| column.name == name)
    }
}

/// A new SQLite database in `folder` with the schema of this program and nothing in it.
///
/// # Errors
/// A failure of the database.
pub async fn empty_database(
    folder: &Path,
    shape: &Shape,
    now: Timestamp,
) -> Result<Db, SpareError> {
    let db = Db::open_folder(folder).await?;
    db.migrate(&shape.migrations, &folder.join("backups"), now).await?;
    Ok(db)
}

/// All tables of an SQLite database that [`empty_database`] made.
///
/// # Errors
/// A failure of the database; a type of column that no migration may use.
pub async fn tables(tx: &Tx) -> Result<Vec<Columns>, SpareError> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut found = Vec::new();
    for row in query(tx, sql).await? {
        found.push(columns(tx, &row.try_get::<String>("", "name")?).await?);
    }
    Ok(found)
}

/// The columns of a table of the database at hand, SQLite or PostgreSQL.
///
/// # Errors
/// As [`tables`].
pub async fn columns_here(tx: &Tx, table: &str) -> Result<Columns, SpareError> {
    if tx.backend() == Backend::Sqlite {
        return columns(tx, table).await;
    }
    let all = "SELECT column_name::text AS name, data_type::text AS type, \
               (is_nullable = 'YES') AS nullable FROM information_schema.columns \
               WHERE table_name = $1 AND table_schema = current_schema() ORDER BY ordinal_position";
    let key = "SELECT k.column_name::text AS name FROM information_schema.table_constraints c \
               JOIN information_schema.key_column_usage k ON k.constraint_name = c.constraint_name \
               AND k.table_schema = c.table_schema WHERE c.constraint_type = 'PRIMARY KEY' \
               AND c.table_name = $1 AND c.table_schema = current_schema() \
               ORDER BY k.ordinal_position";
    let mut found = Columns { table: table.to_owned(), all: Vec::new(), key: Vec::new() };
    let values = || vec![table.into()];
    for row in tx.conn().query_all_raw(statement(tx, all.to_owned(), values())).await? {
        let (name, declared): (String, String) =
            (row.try_get("", "name")?, row.try_get("", "type")?);
        let kind = kind(&declared).ok_or_else(|| {
            SpareError::refused("schema", format!("{table}.{name} has the type {declared}"))
        })?;
        found.all.push(Column { name, kind, nullable: row.try_get("", "nullable")? });
    }
    for row in tx.conn().query_all_raw(statement(tx, key.to_owned(), values())).await? {
        found.key.push(row.try_get("", "name")?);
    }
    Ok(found)
}

async fn columns(tx: &Tx, table: &str) -> Result<Columns, SpareError> {
    let (mut all, mut key) = (Vec::new(), Vec::new());
    for row in query(tx, &format!("PRAGMA table_info(\"{table}\")")).await? {
        let name: String = row.try_get("", "name")?;
        let declared: String = row.try_get("", "type")?;
        let place: i64 = row.try_get("", "pk")?;
        if place > 0 {
            key.push((place, name.clone()));
        }
        let not_null: i64 = row.try_get("", "notnull")?;
        let kind = kind(&declared).ok_or_else(|| {
            SpareError::refused("schema", format!("{table}.{name} has the type {declared}"))
        })?;
        all.push(Column { name, kind, nullable: not_null == 0 && place == 0 });
    }
    key.sort();
    Ok(Columns { table: table.to_owned(), all, key: key.into_iter().map(|(_, n)| n).collect() })
}

fn kind(declared: &str) -> Option<Kind> {
    Some(match declared.to_ascii_lowercase().as_str() {
        "uuid" => Kind::Uuid,
        "text" => Kind::Text,
        "bigint" => Kind::Number,
        "boolean" => Kind::Flag,
        "bytea" => Kind::Bytes,
        _ => return None,
    })
}

async fn query(tx: &Tx, sql: &str) -> Result<Vec<sea_orm::QueryResult>, SpareError> {
    let backend = tx.conn().get_database_backend();
    Ok(tx.conn().query_all_raw(Statement::from_string(backend, sql)).await?)
}
