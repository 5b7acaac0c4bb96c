//! Our own log as others see it: its keys, its last checkpoint, its tiles.

use hikeshi_db::Fence;
use hikeshi_tlog::{
    Checkpoint, CosignKey, Hash, NoteKey, Publisher, Tiles, TlogError, read_hashes, root_over,
    tiles_for_root,
};
use hikeshi_web::{Platform, Problem};

use crate::files::read_file;

/// A checkpoint with the bytes that were signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The signed note.
    pub note: String,
    /// What it says.
    pub checkpoint: Checkpoint,
}

/// The key that signs the log; made at the first start, with the name in the settings.
///
/// # Errors
/// [`TlogError`]: the key file cannot be read or written.
pub fn log_key(platform: &Platform) -> Result<NoteKey, TlogError> {
    let file = platform.data_folder.join("keys/log.key");
    match NoteKey::load(&file) {
        Err(TlogError::KeyMissing { .. }) => {
            NoteKey::create(&file, &log_name(platform), &*platform.rng)
        }
        other => other,
    }
}

/// The key with which we cosign the checkpoints of peers; made when it is first asked for.
///
/// # Errors
/// [`TlogError`]: the key file cannot be read or written.
pub(crate) fn witness_key(platform: &Platform) -> Result<CosignKey, TlogError> {
    let file = platform.data_folder.join("keys/witness.key");
    match CosignKey::load(&file) {
        Err(TlogError::KeyMissing { .. }) => {
            let name = format!("{}/witness", log_key(platform)?.name());
            CosignKey::create(&file, &name, &*platform.rng)
        }
        other => other,
    }
}

/// The log's name: as set, or from the public address. Two installations must not have the same
/// one, so a name that says nothing gets some chance behind it.
fn log_name(platform: &Platform) -> String {
    let settings = &platform.config;
    if !settings.log.name.is_empty() {
        return settings.log.name.clone();
    }
    let public = &settings.server.public_url;
    let host = public.split("://").nth(1).unwrap_or(public).split(['/', ':', '[']).next();
    match host.unwrap_or_default() {
        "" | "localhost" | "127.0.0.1" => {
            let mut some = [0; 4];
            platform.rng.fill(&mut some);
            format!("hikeshi.local/log-{}", hex::encode(some))
        }
        host => format!("{}/log", host.to_ascii_lowercase()),
    }
}

/// The checkpoint that was signed last; `None` before the first one.
///
/// # Errors
/// A file that is there and cannot be read.
pub async fn published(platform: &Platform) -> Result<Option<Published>, Problem> {
    let Some(bytes) = read_file(platform, "checkpoint").await? else { return Ok(None) };
    let note = String::from_utf8(bytes)?;
    let checkpoint = Checkpoint::read(&note)?;
    Ok(Some(Published { note, checkpoint }))
}

/// Publishes what is committed now and returns the checkpoint over it.
///
/// # Errors
/// The log contradicts what was signed before, or a problem of disk or database.
pub async fn publish_now(platform: &Platform) -> Result<Published, Problem> {
    let publisher = Publisher::new(platform.data_folder.join("log"), log_key(platform)?);
    let tx = platform.db.read(Fence::Open).await?;
    publisher.publish(tx.conn()).await?;
    drop(tx);
    published(platform).await?.ok_or_else(|| Problem::internal("no checkpoint after publishing"))
}

/// The root that our published log had at `size`; `None` if it is not that long yet or its tiles
/// are damaged.
///
/// # Errors
/// A file that is there and cannot be read.
pub(crate) async fn root_at(platform: &Platform, size: u64) -> Result<Option<Hash>, Problem> {
    let Some(Published { checkpoint, .. }) = published(platform).await? else { return Ok(None) };
    if size > checkpoint.size {
        return Ok(None);
    }
    if size == checkpoint.size {
        return Ok(Some(checkpoint.root));
    }
    let mut tiles = Tiles::new();
    for tile in tiles_for_root(size, checkpoint.size) {
        let Some(bytes) = read_file(platform, &tile.to_string()).await? else { continue };
        if let Some(hashes) = read_hashes(tile, &bytes) {
            tiles.insert(tile, hashes);
        }
    }
    Ok(root_over(&tiles, size, checkpoint.size))
}
