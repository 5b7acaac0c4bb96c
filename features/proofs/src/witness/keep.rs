//! Checkpoints of peers as files, so that they can be given to a court or another program without
//! this one: `log/peers/<origin>/<size>`.

use hikeshi_tlog::Checkpoint;
use hikeshi_web::{Platform, Problem};

use crate::{files::keep_file, peers::Peer};

/// Keeps a checkpoint that was accepted.
pub(super) async fn keep_accepted(
    platform: &Platform,
    peer: &Peer,
    (note, checkpoint): (&str, &Checkpoint),
) -> Result<(), Problem> {
    let name = format!("{}/{}", folder_of(peer), checkpoint.size);
    Ok(keep_file(platform, name, note.as_bytes().to_vec()).await?)
}

/// Keeps a checkpoint that contradicts an accepted one, beside it: it is the evidence.
pub(super) async fn keep_contradiction(
    platform: &Platform,
    peer: &Peer,
    (note, checkpoint): (&str, &Checkpoint),
) -> Result<(), Problem> {
    let root = hex::encode(&checkpoint.root[..8]);
    let name = format!("{}/{}.contradicts-{root}", folder_of(peer), checkpoint.size);
    Ok(keep_file(platform, name, note.as_bytes().to_vec()).await?)
}

/// The folder of a peer below that of the log: the name of its log, with `_` for what cannot stand
/// in a name of a folder.
fn folder_of(peer: &Peer) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-.".contains(c) { c } else { '_' };
    let origin: String = peer.log.name().chars().take(120).map(plain).collect();
    format!("peers/{}", origin.trim_start_matches('.'))
}
