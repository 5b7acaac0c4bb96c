//! Checkpoints that were kept: files that somebody brings, and those that lie in the folder of the
//! log (days of the own log, what witnesses signed, rotations of the key).

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use hikeshi_db::{Db, Fence};
use hikeshi_tlog::{Checkpoint, Kept, LogProof};
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement};

/// A checkpoint with many witnesses is smaller than this.
const MOST_BYTES: u64 = 64 * 1024;

/// Reads a checkpoint as somebody kept it: the signed note, the bare lines as they stand on
/// paper, or a proof that carries one. Line ends and spaces at the end do not matter.
///
/// # Errors
/// No such file; it is no checkpoint.
pub fn read_kept(file: &Path) -> anyhow::Result<Kept> {
    let shown = file.display();
    let size = fs::metadata(file).with_context(|| format!("cannot read {shown}"))?.len();
    // A proof carries its entry too.
    if size > 16 * MOST_BYTES {
        bail!("{shown} is too large for a checkpoint");
    }
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    let text = text.replace("\r\n", "\n");
    let note = match LogProof::parse(&text) {
        Ok(proof) => proof.note().to_owned(),
        Err(_) => format!("{}\n", text.trim_end()),
    };
    if Checkpoint::read(&note).is_err() {
        bail!("{shown} is not a checkpoint (three lines: log, number of entries, hash)");
    }
    Ok(Kept { name: shown.to_string(), note })
}

/// The checkpoints in the folders beside the tiles. What lies there as a checkpoint and cannot be
/// read is handed on, to be named.
pub(super) fn lying_in(log: &Path) -> Vec<Kept> {
    let folders = list(log).into_iter().filter(|path| path.is_dir() && !path.ends_with("tile"));
    let mut kept = Vec::new();
    for file in folders.flat_map(|folder| list(&folder)) {
        let named = file.extension().is_some_and(|end| end == "checkpoint");
        let small = file.metadata().is_ok_and(|about| about.is_file() && about.len() < MOST_BYTES);
        if !small {
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap_or_default()).into_owned();
        let proof = LogProof::parse(&text).map(|proof| proof.note().to_owned());
        let note = proof.unwrap_or(text);
        if named || Checkpoint::read(&note).is_ok() {
            let name = file.strip_prefix(log).unwrap_or(&file).display().to_string();
            kept.push(Kept { name: format!("log/{name}"), note });
        }
    }
    kept
}

/// The checkpoints under which peers put their line, as the database keeps them. An installation
/// whose schema has no place for them yet has none.
pub(super) async fn from_peers(db: &Db) -> anyhow::Result<Vec<Kept>> {
    // A transaction of its own: a table that is not there ends it on a database server.
    let tx = db.read(Fence::Open).await?;
    let sql = "SELECT peer, size, note FROM witness_cosignature ORDER BY size, peer";
    let query = Statement::from_string(tx.conn().get_database_backend(), sql);
    let Ok(rows) = tx.conn().query_all_raw(query).await else { return Ok(Vec::new()) };
    let read = |row: &QueryResult| -> Result<Kept, DbErr> {
        let (peer, size): (String, i64) = (row.try_get("", "peer")?, row.try_get("", "size")?);
        Ok(Kept { name: format!("{peer} ({size})"), note: row.try_get("", "note")? })
    };
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn list(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
