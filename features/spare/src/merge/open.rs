//! Opening a spare and proving that it is one of this installation, whole, and of this version.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use hikeshi_blobs::{BlobStore, MasterKey, TenantKey};
use hikeshi_db::{Db, Fence, Tx};
use hikeshi_kernel::to_millis;
use hikeshi_tlog::{NoteKey, Publisher, list_for_tenant, verify_rows};
use hikeshi_web::Platform;
use sea_orm::ConnectionTrait as _;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{MergeOrder, Merged};
use crate::{
    Origin, Shape, SpareError,
    origin::{base_hash, origin},
    rows::statement,
    schema::{self, Columns},
};

/// A spare that was found to be in order.
pub(super) struct Spare {
    pub(super) db: Db,
    pub(super) origin: Origin,
    pub(super) key: TenantKey,
    pub(super) blobs: BlobStore,
    pub(super) tables: Vec<Columns>,
    pub(super) blob_columns: Vec<(&'static str, &'static str)>,
    pub(super) log_size: u64,
    pub(super) checkpoint: String,
    dry_run: bool,
    now: i64,
    /// Holds the schema of this program while the spare is read.
    _shape: tempfile::TempDir,
}

/// Opens the spare and proves it.
pub(super) async fn open(platform: &Platform, order: &MergeOrder<'_>) -> Result<Spare, SpareError> {
    let folder = order.from;
    if !folder.join("hikeshi.db").is_file() {
        let text = format!("{} is no data folder of a spare", folder.display());
        return Err(SpareError::refused("no-spare", text));
    }
    let db = Db::open_folder(folder).await?;
    let tx = db.read(Fence::Open).await?;
    whole(&tx).await?;
    same_version(&tx, order.shape).await?;
    let Some(origin) = origin(&tx).await? else {
        let text = format!(
            "{} is no spare of one company: make one with hikeshi backup create --company",
            folder.display()
        );
        return Err(SpareError::refused("no-spare", text));
    };
    let verifier = given_out(platform, &origin).await?;
    if base_hash(&tx).await? != origin.base_sha256 {
        let text = "the spare's own list of what it was copied from was changed: it is not used";
        return Err(SpareError::refused("damaged", text));
    }
    let (log_size, checkpoint) = log(folder, &tx, &origin, &verifier).await?;
    let key = company_key(folder, &tx, &origin).await?;
    drop(tx);
    let shape = tempfile::tempdir().map_err(SpareError::io("make", folder))?;
    let now = platform.clock.now();
    let made = schema::empty_database(shape.path(), order.shape, now).await?;
    let reading = made.read(Fence::Open).await?;
    let tables = schema::tables(&reading).await?;
    drop(reading);
    made.close().await;
    Ok(Spare {
        db,
        key,
        blobs: BlobStore::open(folder.join("blobs"))?,
        tables,
        blob_columns: order.shape.blob_columns.clone(),
        log_size,
        checkpoint,
        origin,
        dry_run: order.dry_run,
        now: to_millis(now),
        _shape: shape,
    })
}

impl Spare {
    /// The columns of a table.
    pub(super) fn columns(&self, table: &str) -> Result<&Columns, SpareError> {
        let found = self.tables.iter().find(|columns| columns.table == table);
        found.ok_or_else(|| SpareError::refused("schema", format!("there is no table {table}")))
    }

    /// Marks the spare, so that its pages say that its work was taken back, and closes it.
    pub(super) async fn close(&self, merged: Option<&Merged>) -> Result<(), SpareError> {
        if merged.is_some() && !self.dry_run {
            let tx = self.db.write(Fence::Open).await?;
            let merge = merged.and_then(|merged| merged.merge);
            let sql = "UPDATE spare_origin SET merge_id = COALESCE($1, merge_id), merged_at = $2 \
                       WHERE id = 1";
            let values = vec![merge.into(), self.now.into()];
            tx.conn().execute_raw(statement(&tx, sql.to_owned(), values)).await?;
            tx.commit().await?;
        }
        self.db.close().await;
        Ok(())
    }
}

async fn whole(tx: &Tx) -> Result<(), SpareError> {
    let check = statement(tx, "PRAGMA integrity_check(1)".to_owned(), Vec::new());
    let found = tx.conn().query_one_raw(check).await;
    let said = found.ok().flatten().and_then(|row| row.try_get_by_index::<String>(0).ok());
    match said.as_deref() {
        Some("ok") => Ok(()),
        other => {
            let text =
                format!("the spare's database is damaged: {}", other.unwrap_or("unreadable"));
            Err(SpareError::refused("damaged", text))
        }
    }
}

async fn same_version(tx: &Tx, shape: &Shape) -> Result<(), SpareError> {
    let sql = "SELECT slice, version, checksum FROM schema_migration";
    let mut there = BTreeMap::new();
    for row in tx.conn().query_all_raw(statement(tx, sql.to_owned(), Vec::new())).await? {
        let key: (String, i64) = (row.try_get("", "slice")?, row.try_get("", "version")?);
        there.insert(key, row.try_get::<String>("", "checksum")?);
    }
    for migration in &shape.migrations {
        let key = (migration.slice.to_owned(), i64::from(migration.version));
        let sum = hex::encode(Sha256::digest(migration.sql));
        match there.remove(&key) {
            Some(found) if found == sum => {}
            Some(_) => {
                let text = format!("the spare's tables of {} are not this program's", key.0);
                return Err(SpareError::refused("other-version", text));
            }
            None => {
                return Err(SpareError::refused(
                    "older",
                    "the spare was last used with an older version of hikeshi. Install this version \
                     on the spare, start it once with hikeshi serve, stop it, and merge again",
                ));
            }
        }
    }
    if there.is_empty() {
        return Ok(());
    }
    Err(SpareError::refused(
        "newer",
        "the spare was used with a newer version of hikeshi. Install that version on the \
         installation first, and merge again",
    ))
}

/// The public key of the spare's log, if this installation gave that spare out.
async fn given_out(platform: &Platform, origin: &Origin) -> Result<String, SpareError> {
    if origin.installation != platform.master_key.public_text() {
        let text = "this is a spare of another installation";
        return Err(SpareError::refused("other-installation", text));
    }
    let tx = platform.db.read(Fence::Open).await?;
    let sql = "SELECT company_id, base_sha256, verifier FROM spare_copy WHERE id = $1";
    let values = vec![origin.spare.into()];
    let found = tx.conn().query_one_raw(statement(&tx, sql.to_owned(), values)).await?;
    let Some(row) = found else {
        let text =
            "this installation never gave out that spare (or its data is older than the spare)";
        return Err(SpareError::refused("unknown-spare", text));
    };
    let (company, base): (Uuid, String) =
        (row.try_get("", "company_id")?, row.try_get("", "base_sha256")?);
    if company != origin.company || base != origin.base_sha256 {
        let text =
            "the spare says that it was made from other rows than this installation gave out";
        return Err(SpareError::refused("damaged", text));
    }
    Ok(row.try_get("", "verifier")?)
}

/// Proves the spare's log against what it signed before, and signs its last state; answers size and
/// checkpoint.
async fn log(
    folder: &Path,
    tx: &Tx,
    origin: &Origin,
    verifier: &str,
) -> Result<(u64, String), SpareError> {
    let broken = |error: &dyn std::fmt::Display| {
        SpareError::refused("log", format!("the spare's log cannot be trusted: {error}"))
    };
    let key = NoteKey::load(&folder.join("keys/log.key")).map_err(|error| broken(&error))?;
    if key.verifier().to_string() != verifier {
        return Err(broken(&"it is signed with another key than the one that was given out"));
    }
    verify_rows(tx.conn()).await.map_err(|error| broken(&error))?;
    let root: PathBuf = folder.join("log");
    let publisher = Publisher::new(root, key);
    let checkpoint = publisher.publish(tx.conn()).await.map_err(|error| broken(&error))?;
    let note = publisher.checkpoint_note().await.map_err(|error| broken(&error))?;
    let first = list_for_tenant(tx.conn(), origin.company, Some(1), 1).await?;
    let began = first.first().is_some_and(|entry| {
        entry.seq == 0
            && entry.action == "spare.began"
            && entry.target.as_ref().is_some_and(|(_, id)| *id == Some(origin.spare))
    });
    if !began {
        return Err(broken(&"it does not begin with the making of this spare"));
    }
    Ok((checkpoint.size, note.unwrap_or_default()))
}

async fn company_key(folder: &Path, tx: &Tx, origin: &Origin) -> Result<TenantKey, SpareError> {
    let master = MasterKey::load(&folder.join("keys/master.key"))?;
    let sql = "SELECT wrapped_key FROM company WHERE id = $1";
    let values = vec![origin.company.into()];
    let found = tx.conn().query_one_raw(statement(tx, sql.to_owned(), values)).await?;
    let row = found
        .ok_or_else(|| SpareError::refused("damaged", "the spare has no row of its company"))?;
    Ok(master.unwrap_key(&row.try_get::<Vec<u8>>("", "wrapped_key")?)?)
}
