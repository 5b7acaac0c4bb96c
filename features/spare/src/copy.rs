//! The spare of one company: a data folder of its own with that company's rows and files only.

use std::path::{Path, PathBuf};

use hikeshi_blobs::{BlobError, BlobStore, MasterKey, TenantKey};
use hikeshi_db::{Db, Fence, Tx};
use hikeshi_directory::{company, company_key};
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_tlog::{Checkpoint, Entry, NoteKey, Publisher, append};
use hikeshi_web::Platform;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Head, Lock, Shape, SpareError,
    archive::{DATABASE, FORMAT, Packing, SETTINGS},
    catalogue::{Merge, Rows, TABLES, Table},
    error::blocking,
    origin::{base_hash, origin},
    rows::{self, Row, id_in, key_text, statement},
    schema::{self, Columns},
};

/// What a spare is made from, and where to.
#[derive(Debug)]
pub struct CopyOrder<'a> {
    /// The tables.
    pub shape: &'a Shape,
    /// Publishes the log before it is named.
    pub log: &'a Publisher,
    /// Whose spare it is.
    pub company: CompanyId,
    /// The new file.
    pub out: &'a Path,
    /// How it is sealed.
    pub lock: &'a Lock,
    /// The version of the program.
    pub program: &'a str,
}

/// What was written.
#[derive(Debug, Clone)]
pub struct MadeCopy {
    /// What the backup says of itself.
    pub head: Head,
    /// How many rows are inside.
    pub rows: usize,
    /// How many files of evidence and papers.
    pub files: usize,
    /// Files that could not be read on the installation and are not inside, each with the reason.
    pub missing: Vec<String>,
    /// The length of the file.
    pub bytes: u64,
}

/// Writes the backup of one company, from which another machine becomes its spare. It has a master
/// key, a company key and a log of its own; nothing of the installation's keys is inside.
///
/// # Errors
/// It would lie open; the company is unknown; this is a spare itself; the file exists.
pub async fn make_copy(platform: &Platform, order: CopyOrder<'_>) -> Result<MadeCopy, SpareError> {
    if !order.lock.is_closed() {
        return Err(SpareError::refused(
            "unsealed",
            "the spare of a company holds its keys, without which it could not be used; so it must \
             be sealed. Add --passphrase-file FILE or --recipient age1…",
        ));
    }
    let scope = CompanyScope::of_program(order.company, "backup");
    let above = match order.out.parent() {
        Some(above) if !above.as_os_str().is_empty() => above.to_owned(),
        _ => PathBuf::from("."),
    };
    let staged = tempfile::Builder::new().prefix(".hikeshi-backup-").tempdir_in(&above);
    let staged = staged.map_err(SpareError::io("write into", &above))?;
    let (clock, rng) = platform.chance();
    let (now, spare) = (clock.now(), new_uuid(clock, rng));
    let making = Making::start(platform, &order, staged.path(), spare).await?;
    // First the log, then the rows: so nothing that the log names is missing among the rows.
    let tx = platform.db.read(Fence::Open).await?;
    let checkpoint = order.log.publish(tx.conn()).await?;
    drop(tx);
    let note = order.log.checkpoint_note().await?.unwrap_or_default();
    let source = platform.db.snapshot(Fence::Open).await?;
    if origin(&source).await?.is_some() {
        return Err(SpareError::refused("spare", "a spare gives out no further spares"));
    }
    company(&source, &scope).await.map_err(|_| {
        SpareError::refused("company", format!("there is no company {}", order.company))
    })?;
    let old_key = company_key(&source, platform, &scope).await?;
    let copied = making.rows(&source).await?;
    drop(source);
    let base = making.origin(platform, &checkpoint, &note).await?;
    let packed = staged.path().join("packed.db");
    making.db.copy_into(&packed).await?;
    making.db.close().await;
    let missing = making.files(platform, &old_key, &copied.blobs).await?;
    making.register(platform, &scope, &checkpoint, &base).await?;
    let head = Head {
        format: FORMAT,
        program: order.program.to_owned(),
        made_at: now,
        installation: platform.master_key.public_text(),
        company: Some(order.company.0),
        spare: Some(spare),
        keys: true,
        log_size: checkpoint.size,
        log_checkpoint: note,
    };
    let bytes = pack(head.clone(), &order, staged.path().to_owned()).await?;
    drop(staged);
    Ok(MadeCopy {
        head,
        rows: copied.rows,
        files: copied.blobs.len() - missing.len(),
        missing,
        bytes,
    })
}

async fn pack(head: Head, order: &CopyOrder<'_>, staged: PathBuf) -> Result<u64, SpareError> {
    let (out, lock) = (order.out.to_owned(), order.lock.clone());
    blocking(move || {
        let mut packing = Packing::start(&out, &lock, &head)?;
        packing.file(DATABASE, &staged.join("packed.db"))?;
        packing.bytes(SETTINGS, hikeshi_config::SAMPLE.as_bytes())?;
        packing.folder("keys", &staged.join("keys"))?;
        packing.folder("blobs", &staged.join("blobs"))?;
        packing.finish()
    })
    .await
}

/// The spare while it is put together in a folder of its own.
struct Making {
    db: Db,
    spare: Uuid,
    company: Uuid,
    /// The new company key, and the same wrapped for the new master key.
    key: TenantKey,
    wrapped: Vec<u8>,
    blobs: BlobStore,
    verifier: String,
    installation: String,
    blob_columns: Vec<(&'static str, &'static str)>,
}

#[derive(Default)]
struct Copied {
    rows: usize,
    blobs: Vec<Uuid>,
}

impl Making {
    async fn start(
        platform: &Platform,
        order: &CopyOrder<'_>,
        folder: &Path,
        spare: Uuid,
    ) -> Result<Self, SpareError> {
        let master = MasterKey::create(&folder.join("keys/master.key"))?;
        let name = format!("hikeshi.local/spare/{spare}");
        let log = NoteKey::create(&folder.join("keys/log.key"), &name, &*platform.rng)?;
        let key = TenantKey::generate();
        Ok(Self {
            db: schema::empty_database(folder, order.shape, platform.clock.now()).await?,
            spare,
            company: order.company.0,
            wrapped: master.wrap_key(&key)?,
            key,
            blobs: BlobStore::open(folder.join("blobs"))?,
            verifier: log.verifier().to_string(),
            installation: platform.master_key.public_text(),
            blob_columns: order.shape.blob_columns.clone(),
        })
    }

    /// The rows of the company, each once more as the base of a later merge.
    async fn rows(&self, source: &Tx) -> Result<Copied, SpareError> {
        let target = self.db.write(Fence::Open).await?;
        target.conn().execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        let known = schema::tables(&target).await?;
        let mut copied = Copied::default();
        for table in TABLES {
            let Some(columns) = known.iter().find(|columns| columns.table == table.name) else {
                continue;
            };
            let condition = match table.rows {
                Rows::OfCompany => "company_id = $1",
                Rows::Where(condition) => condition,
                Rows::Stay(_) => continue,
            };
            rows::each(source, columns, (condition, Some(self.company)), async |row| {
                self.row(&target, (table, columns), row, &mut copied).await
            })
            .await?;
        }
        target.commit().await?;
        Ok(copied)
    }

    async fn row(
        &self,
        target: &Tx,
        (table, columns): (&Table, &Columns),
        mut row: Row,
        copied: &mut Copied,
    ) -> Result<(), SpareError> {
        if table.name == "company" {
            row.insert("wrapped_key".to_owned(), hex::encode(&self.wrapped).into());
        }
        let named = self.blob_columns.iter().filter(|(of, _)| *of == table.name);
        copied.blobs.extend(named.filter_map(|(_, column)| id_in(&row, column)));
        rows::insert(target, columns, &row).await?;
        copied.rows += 1;
        if table.merge == Merge::Not {
            return Ok(());
        }
        let values = vec![
            table.name.into(),
            key_text(columns, &row).into(),
            Value::Object(row).to_string().into(),
        ];
        let sql = "INSERT INTO spare_base (table_name, row_key, content) VALUES ($1, $2, $3)";
        target.conn().execute_raw(statement(target, sql.to_owned(), values)).await?;
        Ok(())
    }

    /// Where the spare comes from, in its database and as the first entry of its log; answers the
    /// hash of the base.
    async fn origin(
        &self,
        platform: &Platform,
        source: &Checkpoint,
        note: &str,
    ) -> Result<String, SpareError> {
        let tx = self.db.write(Fence::Open).await?;
        let base = base_hash(&tx).await?;
        let at = to_millis(platform.clock.now());
        let size = i64::try_from(source.size).unwrap_or(i64::MAX);
        let sql = "INSERT INTO spare_origin (id, spare_id, installation, company_id, copied_at, \
                   source_size, source_checkpoint, base_sha256) VALUES (1, $1, $2, $3, $4, $5, $6, $7)";
        let values = vec![
            self.spare.into(),
            self.installation.clone().into(),
            self.company.into(),
            at.into(),
            size.into(),
            note.into(),
            base.clone().into(),
        ];
        tx.conn().execute_raw(statement(&tx, sql.to_owned(), values)).await?;
        let detail = json!({
            "source_size": size, "source_root": hex::encode(source.root),
            "source_log": source.origin, "base_sha256": base,
        });
        let began = Entry::new("program", None, "spare.began")
            .tenant(self.company)
            .target("spare", Some(self.spare))
            .detail(detail);
        append(tx.conn(), &*platform.clock, began).await?;
        tx.commit().await?;
        Ok(base)
    }

    /// Copies the files, opened with the old key and closed with the new one.
    async fn files(
        &self,
        platform: &Platform,
        old: &TenantKey,
        blobs: &[Uuid],
    ) -> Result<Vec<String>, SpareError> {
        let mut missing = Vec::new();
        for id in blobs {
            let copied = match platform.blobs.open_stream(old, *id).await {
                Ok(stream) => self.blobs.put_stream(&self.key, *id, stream, u64::MAX).await,
                Err(error) => Err(error),
            };
            match copied {
                Ok(_) | Err(BlobError::AlreadyStored { .. }) => {}
                Err(error @ (BlobError::NotFound { .. } | BlobError::Damaged { .. })) => {
                    missing.push(error.to_string());
                }
                Err(BlobError::Upload(error)) => missing.push(format!("{id}: {error}")),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(missing)
    }

    /// Writes down that this spare was given out: only what stands here is taken back.
    async fn register(
        &self,
        platform: &Platform,
        scope: &CompanyScope,
        source: &Checkpoint,
        base: &str,
    ) -> Result<(), SpareError> {
        let tx = platform.db.write(scope.fence()).await?;
        let size = i64::try_from(source.size).unwrap_or(i64::MAX);
        let sql = "INSERT INTO spare_copy (id, company_id, made_at, log_size, base_sha256, verifier) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let values = vec![
            self.spare.into(),
            self.company.into(),
            to_millis(platform.clock.now()).into(),
            size.into(),
            base.into(),
            self.verifier.clone().into(),
        ];
        tx.conn().execute_raw(statement(&tx, sql.to_owned(), values)).await?;
        let detail = json!({ "log_size": size, "base_sha256": base, "spare_log": self.verifier });
        audit(&tx, platform, scope, "spare.made", ("spare", self.spare), detail).await?;
        tx.commit().await?;
        Ok(())
    }
}
