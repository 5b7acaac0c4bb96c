//! The backup made before a migration: nothing is migrated without one.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sea_orm::ConnectionTrait as _;

use crate::{Backend, Db, DbError, open::make_private};

/// Copies the database into `folder` and returns the file.
///
/// SQLite writes a consistent copy itself (`VACUUM INTO`); PostgreSQL is copied
/// by `pg_dump`, which must be installed where the program runs.
pub(crate) async fn before_migration(
    db: &Db,
    folder: &Path,
    now: Timestamp,
) -> Result<PathBuf, DbError> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let end = if db.backend() == Backend::Sqlite { "db" } else { "pgdump" };
    let file = free_name(folder, &format!("before-migration-{stamp}"), end);
    let fail = |cause: String| DbError::Backup { file: file.clone(), cause };
    tokio::fs::create_dir_all(folder).await.map_err(|e| fail(e.to_string()))?;
    make_private(&file).map_err(|e| fail(e.to_string()))?;
    match db.backend() {
        Backend::Sqlite => vacuum_into(db, &file).await.map_err(fail)?,
        Backend::Postgres => dump_postgres(db, &file).await.map_err(fail)?,
    }
    tracing::info!(file = %file.display(), "database copied before the migration");
    Ok(file)
}

impl Db {
    /// Writes a consistent copy of an SQLite database to the new file `file`, which only its owner
    /// can read, while others go on writing. A server's database is copied table by table instead.
    ///
    /// # Errors
    /// [`DbError::Backup`].
    pub async fn copy_into(&self, file: &Path) -> Result<(), DbError> {
        let fail = |cause: String| DbError::Backup { file: file.to_owned(), cause };
        if self.backend() != Backend::Sqlite {
            return Err(fail("only an SQLite database is one file".to_owned()));
        }
        make_private(file).map_err(|e| fail(e.to_string()))?;
        vacuum_into(self, file).await.map_err(fail)
    }
}

async fn vacuum_into(db: &Db, file: &Path) -> Result<(), String> {
    let quoted = file.display().to_string().replace('\'', "''");
    let copy = format!("VACUUM INTO '{quoted}'");
    db.writer().execute_unprepared(&copy).await.map(drop).map_err(|e| e.to_string())
}

/// The first of `stem.end`, `stem-2.end`, … that no file has: an earlier copy is never replaced.
fn free_name(folder: &Path, stem: &str, end: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.{end}"));
    let later = (2..).map(|number| folder.join(format!("{stem}-{number}.{end}")));
    std::iter::once(first.clone()).chain(later).find(|file| !file.exists()).unwrap_or(first)
}

async fn dump_postgres(db: &Db, file: &Path) -> Result<(), String> {
    let url = db.url().ok_or("the address of the server is not known")?;
    let (address, password) = split_password(url);
    let run = tokio::process::Command::new("pg_dump")
        .args(["--format=custom", "--dbname", &address, "--file"])
        .arg(file)
        .env("PGPASSWORD", password)
        .output()
        .await
        .map_err(|e| {
            format!("pg_dump could not be started ({e}); install the PostgreSQL client")
        })?;
    if run.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&run.stderr).trim().to_owned())
}

/// The address without its password, and the password as it is typed: a process list shows
/// arguments, so the password goes another way.
fn split_password(url: &str) -> (String, String) {
    let whole = (url.to_owned(), String::new());
    let Some((scheme, rest)) = url.split_once("://") else { return whole };
    let Some((who, place)) = rest.rsplit_once('@') else { return whole };
    match who.split_once(':') {
        Some((user, password)) => (format!("{scheme}://{user}@{place}"), decoded(password)),
        None => whole,
    }
}

/// A part of an address with its `%40` and the like as the characters that they stand for.
fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = part.get(at + 1..at + 3).filter(|_| byte == b'%');
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_address() {
        let (address, password) = split_password("postgres://a:secret@h:5432/d");
        assert_eq!((address.as_str(), password.as_str()), ("postgres://a@h:5432/d", "secret"));
    }

    #[test]
    fn the_password_is_handed_over_as_it_is_typed() {
        let (address, password) = split_password("postgres://a:p%40%2F%23%25%E3%81%82x%@h/d");
        assert_eq!((address.as_str(), password.as_str()), ("postgres://a@h/d", "p@/#%\u{3042}x%"));
    }
}
