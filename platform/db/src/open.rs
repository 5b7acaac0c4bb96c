//! Opening the database and beginning transactions.

use std::{path::Path, sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};

use crate::{DbError, Fence, Tx};

/// The kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// One file in the data folder.
    Sqlite,
    /// A server.
    Postgres,
}

/// The open database; cheap to clone.
///
/// SQLite gets one writing connection and several reading ones: writers queue
/// here instead of failing on a lock.
#[derive(Debug, Clone)]
pub struct Db {
    reader: Arc<DatabaseConnection>,
    writer: Arc<DatabaseConnection>,
    backend: Backend,
    url: Arc<str>,
}

impl Db {
    /// Opens `hikeshi.db` in `folder`, making it (for its owner only) if it is not there.
    ///
    /// # Errors
    /// [`DbError::Open`].
    pub async fn open_folder(folder: &Path) -> Result<Self, DbError> {
        let file = folder.join("hikeshi.db");
        // SQLite says it better when the file cannot be made.
        let _ = make_private(&file);
        Self::open(&format!("sqlite://{}?mode=rwc", file.display())).await
    }

    /// Opens an SQLite file for reading only, while others may write it. Nothing is made or changed.
    ///
    /// # Errors
    /// [`DbError::Open`], also when there is no such file.
    pub async fn open_read_only(file: &Path) -> Result<Self, DbError> {
        let url = format!("sqlite://{}?mode=ro", file.display());
        let mut options = ConnectOptions::new(&url);
        options.max_connections(2).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
        let options = options.map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("query_only", "ON"));
        let opened = Database::connect(options.clone()).await;
        let reader = Arc::new(opened.map_err(|cause| DbError::Open { place: url.clone(), cause })?);
        Ok(Self { writer: reader.clone(), reader, backend: Backend::Sqlite, url: url.into() })
    }

    /// Opens a database by its address (`sqlite://…` or `postgres://…`).
    ///
    /// # Errors
    /// [`DbError::Open`], with the password left out of the text.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        if url.starts_with("postgres") {
            let pool = connect(url, 16).await?;
            return Ok(Self {
                reader: pool.clone(),
                writer: pool,
                backend: Backend::Postgres,
                url: url.into(),
            });
        }
        let writer = connect(url, 1).await?;
        let reader = connect(url, 8).await?;
        Ok(Self { reader, writer, backend: Backend::Sqlite, url: url.into() })
    }

    /// Which database this is, for the few statements that differ.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// A transaction for reading only: on SQLite it never waits for the one writer.
    ///
    /// # Errors
    /// The driver's error.
    pub async fn read(&self, fence: Fence) -> Result<Tx, DbError> {
        Ok(Tx::begin(self.reader.begin().await?, self.backend, fence).await?)
    }

    /// A transaction for reading and writing. On SQLite it holds the only
    /// writing connection until it ends: never open a second one inside.
    ///
    /// # Errors
    /// The driver's error.
    pub async fn write(&self, fence: Fence) -> Result<Tx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = self.writer.begin_with_options(options).await?;
        Ok(Tx::begin(inner, self.backend, fence).await?)
    }

    /// A transaction that sees all tables as they were at one moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// The driver's error.
    pub async fn snapshot(&self, fence: Fence) -> Result<Tx, DbError> {
        let options = match self.backend {
            // SQLite gives every transaction its own unchanging view.
            Backend::Sqlite => TransactionOptions::default(),
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                ..TransactionOptions::default()
            },
        };
        let inner = self.reader.begin_with_options(options).await?;
        Ok(Tx::begin(inner, self.backend, fence).await?)
    }

    /// The address, with its password: for the backup program only.
    pub(crate) fn url(&self) -> Option<&str> {
        self.url.starts_with("postgres").then_some(&*self.url)
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Closes all connections; SQLite then folds its log into the file.
    pub async fn close(&self) {
        let _ = self.reader.close_by_ref().await;
        let _ = self.writer.close_by_ref().await;
    }
}

async fn connect(url: &str, connections: u32) -> Result<Arc<DatabaseConnection>, DbError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("busy_timeout", "15000")
                .pragma("cache_size", "-8000")
                .pragma("temp_store", "MEMORY")
        })
        // Compiling a long query takes longer than answering it: the list of all companies took half
        // a second instead of fifty milliseconds.
        .map_sqlx_postgres_opts(|postgres| postgres.options([("jit", "off")]));
    match Database::connect(options).await {
        Ok(connection) => Ok(Arc::new(connection)),
        Err(cause) => Err(DbError::Open { place: without_password(url), cause }),
    }
}

/// Makes an empty file that only its owner can read, if there is none: SQLite and `pg_dump` would
/// make it with the mode that the umask leaves. SQLite's `-wal` and `-shm` take the mode of the file.
pub(crate) fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

/// The address as it may be shown: `postgres://user:***@host/db`.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "(unreadable address)".into() };
    match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:***@{place}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_address_never_holds_the_password() {
        assert_eq!(without_password("postgres://a:b@h/d"), "postgres://a:***@h/d");
        assert_eq!(without_password("sqlite:///x/y.db"), "sqlite:///x/y.db");
    }
}
