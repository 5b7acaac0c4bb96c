//! Forward-only migrations that are part of the program.
//!
//! One SQL text serves both databases: the types `uuid`, `text`, `bigint`,
//! `boolean`, `jsonb` and `bytea` mean the same to our code on either. A
//! migration that has run is never edited; a new one is added instead.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, Statement, TransactionTrait as _};
use sha2::{Digest as _, Sha256};

use crate::{Backend, Db, DbError, backup};

/// One step of a slice's schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The slice that owns the tables.
    pub slice: &'static str,
    /// Its number within the slice, from 1 without gaps.
    pub version: u32,
    /// What it does, in a few words.
    pub name: &'static str,
    /// The statements.
    pub sql: &'static str,
    /// Tables with a `company_id` that PostgreSQL fences by row-level security.
    pub fenced: &'static [&'static str],
}

/// What a run of the migrations did.
#[derive(Debug, Default)]
pub struct MigrationReport {
    /// How many steps ran now.
    pub applied: usize,
    /// The backup made before them, if there was something to lose.
    pub backup: Option<std::path::PathBuf>,
}

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    slice text NOT NULL, version bigint NOT NULL, name text NOT NULL,
    checksum text NOT NULL, applied_at bigint NOT NULL, PRIMARY KEY (slice, version))";

impl Db {
    /// Brings the schema up to date, after a backup when the database has content.
    ///
    /// `backups` is the folder for the backup; `now` dates it.
    ///
    /// # Errors
    /// [`DbError::Newer`], [`DbError::Changed`], [`DbError::Backup`], [`DbError::Migrate`].
    pub async fn migrate(
        &self,
        all: &[Migration],
        backups: &std::path::Path,
        now: Timestamp,
    ) -> Result<MigrationReport, DbError> {
        self.writer().execute_unprepared(LEDGER).await?;
        let done = self.applied().await?;
        let pending = pending(all, &done)?;
        let mut report = MigrationReport::default();
        if pending.is_empty() {
            return Ok(report);
        }
        if !done.is_empty() {
            report.backup = Some(backup::before_migration(self, backups, now).await?);
        }
        for migration in pending {
            self.apply(migration, now).await?;
            report.applied += 1;
        }
        Ok(report)
    }

    async fn applied(&self) -> Result<BTreeMap<(String, u32), String>, DbError> {
        let rows = self
            .writer()
            .query_all_raw(Statement::from_string(
                self.writer().get_database_backend(),
                "SELECT slice, version, checksum FROM schema_migration",
            ))
            .await?;
        let mut done = BTreeMap::new();
        for row in rows {
            let version: i64 = row.try_get("", "version")?;
            let version = u32::try_from(version).unwrap_or(u32::MAX);
            done.insert((row.try_get("", "slice")?, version), row.try_get("", "checksum")?);
        }
        Ok(done)
    }

    async fn apply(&self, migration: Migration, now: Timestamp) -> Result<(), DbError> {
        let fail = |cause| DbError::Migrate {
            slice: migration.slice.to_owned(),
            migration: migration.version,
            cause,
        };
        let tx = self.writer().begin().await?;
        if self.backend() == Backend::Postgres {
            // A migration that moves rows of fenced tables moves those of all tenants.
            tx.execute_unprepared("SELECT set_config('hikeshi.tenant', '*', true)")
                .await
                .map_err(fail)?;
        }
        tx.execute_unprepared(migration.sql).await.map_err(fail)?;
        if self.backend() == Backend::Postgres {
            for table in migration.fenced {
                tx.execute_unprepared(&fence_sql(table)).await.map_err(fail)?;
            }
        }
        let row = Statement::from_sql_and_values(
            tx.get_database_backend(),
            "INSERT INTO schema_migration (slice, version, name, checksum, applied_at) VALUES ($1, $2, $3, $4, $5)",
            [
                migration.slice.into(),
                i64::from(migration.version).into(),
                migration.name.into(),
                checksum(migration.sql).into(),
                now.as_millisecond().into(),
            ],
        );
        tx.execute_raw(row).await.map_err(fail)?;
        tx.commit().await.map_err(fail)
    }
}

fn pending(
    all: &[Migration],
    done: &BTreeMap<(String, u32), String>,
) -> Result<Vec<Migration>, DbError> {
    let known: BTreeMap<(String, u32), &Migration> =
        all.iter().map(|m| ((m.slice.to_owned(), m.version), m)).collect();
    for ((slice, version), sum) in done {
        match known.get(&(slice.clone(), *version)) {
            None => return Err(DbError::Newer { slice: slice.clone(), migration: *version }),
            Some(m) if checksum(m.sql) != *sum => {
                return Err(DbError::Changed { slice: slice.clone(), migration: *version });
            }
            Some(_) => {}
        }
    }
    Ok(all
        .iter()
        .filter(|m| !done.contains_key(&(m.slice.to_owned(), m.version)))
        .copied()
        .collect())
}

fn checksum(sql: &str) -> String {
    hex::encode(Sha256::digest(sql.as_bytes()))
}

fn fence_sql(table: &str) -> String {
    format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
         ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
         CREATE POLICY tenant_fence ON {table} USING (
             current_setting('hikeshi.tenant', true) = '*'
             OR current_setting('hikeshi.tenant', true) = company_id::text)"
    )
}
