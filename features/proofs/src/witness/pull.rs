//! Fetching a peer's checkpoint and checking that it goes on from the one that was kept.

use hikeshi_db::Fence;
use hikeshi_net::{Fetch, NetError, Request};
use hikeshi_tlog::{
    Checkpoint, NewAlarm, TILE_WIDTH, TilePath, Tiles, TlogError, consistency_over, read_hashes,
    tiles_for_consistency, verify_consistency,
};
use hikeshi_web::{Platform, Problem};

use super::{
    alarm::shout,
    keep::{keep_accepted, keep_contradiction},
    look::Outcome,
    state::{hold_state, remember, state_of},
};
use crate::peers::Peer;

/// A checkpoint with many signatures is no longer than this.
const MOST_NOTE: u64 = 64 * 1024;
/// A tile of 256 hashes.
const MOST_TILE: u64 = 256 * 32;

/// Looks at the peer's checkpoint.
///
/// # Errors
/// A problem of our disk or database; what is wrong with the peer is the outcome.
pub(super) async fn pull(
    platform: &Platform,
    client: &dyn Fetch,
    peer: &Peer,
) -> Result<Outcome, Problem> {
    let asked = client.fetch(Request::get(format!("{}/checkpoint", peer.url), MOST_NOTE)).await;
    let answer = match asked {
        Ok(answer) if answer.status == 200 => answer,
        Ok(answer) => return Ok(Outcome::with("http-status", answer.status)),
        Err(error) => return Ok(Outcome::with(error.code(), error)),
    };
    let Ok(note) = String::from_utf8(answer.body) else {
        return Ok(Outcome::of("not-a-checkpoint"));
    };
    let checkpoint = match Checkpoint::open(&note, &peer.log) {
        Ok(checkpoint) => checkpoint,
        Err(TlogError::BadSignature) => return Ok(Outcome::of("bad-signature")),
        Err(_) => return Ok(Outcome::of("not-a-checkpoint")),
    };
    let tx = platform.db.read(Fence::Open).await?;
    let before = state_of(&tx, &peer.name).await?;
    drop(tx);
    let (old, old_root) = before.kept();
    let contradicts = |kind| NewAlarm {
        kind,
        log: peer.name.clone(),
        size: checkpoint.size.min(old),
        ours: before.note.clone(),
        theirs: note.clone(),
    };
    let found = if checkpoint.size < old {
        Some("peer-back")
    } else {
        match proof(client, peer, old, checkpoint.size).await {
            Err(outcome) => return Ok(outcome),
            Ok(path) => {
                let new = (checkpoint.size, &checkpoint.root);
                (!verify_consistency((old, &old_root), new, &path)).then_some("peer-fork")
            }
        }
    };
    if let Some(kind) = found {
        keep_contradiction(platform, peer, (&note, &checkpoint)).await?;
        shout(platform, contradicts(kind)).await?;
        return Ok(Outcome::of("contradiction"));
    }
    accept(platform, peer, old, (&note, &checkpoint)).await?;
    Ok(Outcome::of("ok"))
}

/// Keeps the checkpoint, unless another one was taken up meanwhile: then the next turn compares.
async fn accept(
    platform: &Platform,
    peer: &Peer,
    old: u64,
    (note, checkpoint): (&str, &Checkpoint),
) -> Result<(), Problem> {
    if checkpoint.size > old {
        keep_accepted(platform, peer, (note, checkpoint)).await?;
    }
    let now = platform.clock.now();
    let tx = platform.db.write(Fence::Open).await?;
    let mut state = hold_state(&tx, &peer.name).await?;
    if state.kept().0 == old {
        state.accept(note, checkpoint, now);
        remember(&tx, state).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The proof from the peer's own tiles; it need not hold.
async fn proof(
    client: &dyn Fetch,
    peer: &Peer,
    old: u64,
    new: u64,
) -> Result<Vec<hikeshi_tlog::Hash>, Outcome> {
    let mut tiles = Tiles::new();
    for tile in tiles_for_consistency(old, new) {
        let hashes = fetch_tile(client, peer, tile).await?;
        tiles.insert(tile, hashes);
    }
    consistency_over(&tiles, old, new).ok_or_else(|| Outcome::of("tiles-missing"))
}

/// One tile. Where the partial one has gone because it is full by now, the full one begins with
/// the same hashes.
async fn fetch_tile(
    client: &dyn Fetch,
    peer: &Peer,
    tile: TilePath,
) -> Result<Vec<hikeshi_tlog::Hash>, Outcome> {
    let full = TilePath { width: TILE_WIDTH, ..tile };
    for path in [tile, full] {
        let asked = client.fetch(Request::get(format!("{}/{path}", peer.url), MOST_TILE)).await;
        match asked {
            Ok(answer) if answer.status == 200 => {
                if let Some(mut hashes) = read_hashes(path, &answer.body) {
                    hashes.truncate(usize::try_from(tile.width).unwrap_or(usize::MAX));
                    return Ok(hashes);
                }
            }
            Ok(_) => {}
            Err(error @ NetError::TooLarge { .. }) => {
                return Err(Outcome::with("tiles-missing", error));
            }
            Err(error) => return Err(Outcome::with(error.code(), error)),
        }
    }
    Err(Outcome::with("tiles-missing", tile))
}
