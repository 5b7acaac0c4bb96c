//! A backup of a whole installation.

use std::path::{Path, PathBuf};

use hikeshi_db::{Backend, Db, Fence};
use hikeshi_identity::audit_open;
use hikeshi_kernel::new_uuid;
use hikeshi_tlog::Publisher;
use hikeshi_web::Platform;
use jiff::Timestamp;
use sea_orm::ConnectionTrait as _;

use crate::{
    Head, Lock, Shape, SpareError,
    archive::{DATABASE, FORMAT, Packing, SETTINGS},
    error::blocking,
    rows, schema,
};

/// So often the log is copied anew because the server went on publishing.
const LOG_TRIES: usize = 20;

/// What a backup is made from, and where to.
#[derive(Debug)]
pub struct WholeOrder<'a> {
    /// The tables.
    pub shape: &'a Shape,
    /// Publishes the log before it is copied.
    pub log: &'a Publisher,
    /// The new file.
    pub out: &'a Path,
    /// How it is sealed.
    pub lock: &'a Lock,
    /// Whether the keys come along.
    pub keys: bool,
    /// The version of the program.
    pub program: &'a str,
}

/// What was written.
#[derive(Debug, Clone)]
pub struct MadeWhole {
    /// What the backup says of itself.
    pub head: Head,
    /// The length of the file.
    pub bytes: u64,
}

/// Writes a backup of everything, whether or not a server works on the data meanwhile: the log as
/// it was published, then the database as it is at one moment after that, then the files.
///
/// # Errors
/// Keys would lie open; the file exists; the database or the disk refuses.
pub async fn make_whole(
    platform: &Platform,
    order: WholeOrder<'_>,
) -> Result<MadeWhole, SpareError> {
    if order.keys && !order.lock.is_closed() {
        return Err(SpareError::refused(
            "unsealed",
            "a backup with keys must be sealed: whoever finds it could read everything. Add \
             --passphrase-file FILE or --recipient age1…, or leave the keys out with \
             --without-keys and keep the folder keys/ somewhere else: without them nobody can open \
             the evidence in the backup",
        ));
    }
    let above = match order.out.parent() {
        Some(above) if !above.as_os_str().is_empty() => above.to_owned(),
        _ => PathBuf::from("."),
    };
    let now = platform.clock.now();
    note_in_log(platform).await?;
    let staged = tempfile::Builder::new().prefix(".hikeshi-backup-").tempdir_in(&above);
    let staged = staged.map_err(SpareError::io("write into", &above))?;
    let tx = platform.db.read(Fence::Open).await?;
    let checkpoint = order.log.publish(tx.conn()).await?;
    drop(tx);
    let log = staged.path().join("log");
    copy_log(platform.data_folder.join("log"), log.clone()).await?;
    let note = std::fs::read_to_string(log.join("checkpoint")).unwrap_or_default();
    let database = copy_database(platform, order.shape, staged.path(), now).await?;
    let head = Head {
        format: FORMAT,
        program: order.program.to_owned(),
        made_at: now,
        installation: platform.master_key.public_text(),
        company: None,
        spare: None,
        keys: order.keys,
        log_size: checkpoint.size,
        log_checkpoint: note,
    };
    let (data, out, lock) =
        (platform.data_folder.clone(), order.out.to_owned(), order.lock.clone());
    let told = head.clone();
    let bytes = blocking(move || {
        let mut packing = Packing::start(&out, &lock, &told)?;
        packing.file(DATABASE, &database)?;
        packing.file(SETTINGS, &data.join(SETTINGS))?;
        if told.keys {
            packing.folder("keys", &data.join("keys"))?;
        }
        packing.folder("log", &log)?;
        packing.folder("blobs", &data.join("blobs"))?;
        packing.finish()
    })
    .await?;
    drop(staged);
    Ok(MadeWhole { head, bytes })
}

async fn note_in_log(platform: &Platform) -> Result<(), SpareError> {
    let (clock, rng) = platform.chance();
    let tx = platform.db.write(Fence::Open).await?;
    audit_open(&tx, platform, None, "backup.made", ("backup", new_uuid(clock, rng))).await?;
    tx.commit().await?;
    Ok(())
}

/// Copies the published log until its checkpoint stood still meanwhile.
async fn copy_log(from: PathBuf, to: PathBuf) -> Result<(), SpareError> {
    blocking(move || {
        let checkpoint = from.join("checkpoint");
        for _ in 0..LOG_TRIES {
            let before = std::fs::read(&checkpoint).ok();
            if to.exists() {
                std::fs::remove_dir_all(&to).map_err(SpareError::io("clear", &to))?;
            }
            // A tile that became full meanwhile loses its partial form: then the copy is made anew.
            let copied = copy_folder(&from, &to);
            if std::fs::read(&checkpoint).ok() == before {
                return copied;
            }
        }
        Err(SpareError::refused("moving", "the log goes on too fast to be copied; try again"))
    })
    .await
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), SpareError> {
    std::fs::create_dir_all(to).map_err(SpareError::io("make the folder", to))?;
    let entries = match std::fs::read_dir(from) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(SpareError::io("read", from))?,
    };
    for entry in entries {
        let entry = entry.map_err(SpareError::io("read", from))?;
        let (path, name) = (entry.path(), entry.file_name());
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(&name))?;
        } else {
            std::fs::copy(&path, to.join(&name)).map_err(SpareError::io("copy", &path))?;
        }
    }
    Ok(())
}

/// The database at one moment as one SQLite file.
async fn copy_database(
    platform: &Platform,
    shape: &Shape,
    staged: &Path,
    now: Timestamp,
) -> Result<PathBuf, SpareError> {
    let file = staged.join("copy.db");
    if platform.db.backend() == Backend::Sqlite {
        platform.db.copy_into(&file).await?;
        return Ok(file);
    }
    let folder = staged.join("made");
    std::fs::create_dir_all(&folder).map_err(SpareError::io("make the folder", &folder))?;
    let made = schema::empty_database(&folder, shape, now).await?;
    copy_rows(&platform.db, &made).await?;
    made.copy_into(&file).await?;
    made.close().await;
    Ok(file)
}

/// All rows of all tables, but the list of migrations, which every database has for itself.
async fn copy_rows(from: &Db, to: &Db) -> Result<(), SpareError> {
    let source = from.snapshot(Fence::Open).await?;
    let target = to.write(Fence::Open).await?;
    target.conn().execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
    for columns in schema::tables(&target).await? {
        if columns.table == "schema_migration" {
            continue;
        }
        let clear = format!("DELETE FROM {}", rows::quoted(&columns.table));
        target.conn().execute_unprepared(&clear).await?;
        rows::each(&source, &columns, ("1 = 1", None), async |row| {
            rows::insert(&target, &columns, &row).await
        })
        .await?;
    }
    target.commit().await?;
    Ok(())
}
