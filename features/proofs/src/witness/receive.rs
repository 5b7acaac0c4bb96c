//! Taking a peer's checkpoint that it sends to us (C2SP tlog-witness), so that a peer behind a
//! router needs no connection towards it.

use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_tlog::{Checkpoint, NewAlarm, TlogError, verify_consistency};
use hikeshi_web::{Platform, Problem};

use super::{
    alarm::shout,
    body::Submission,
    keep::{keep_accepted, keep_contradiction},
    state::{hold_state, remember},
};
use crate::{
    own_log::witness_key,
    peers::{Peer, peers},
};

/// What a witness answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Received {
    /// 200: kept; our line below the checkpoint.
    Cosigned(String),
    /// 400: the body is not in its form.
    Unreadable,
    /// 403: the log is known, but not this key.
    OtherKey,
    /// 404: no such peer.
    Unknown,
    /// 409: we hold this much of the log.
    Holds(u64),
    /// 422: the proof does not hold.
    Unproved,
}

/// Checks the checkpoint, keeps it and cosigns it.
///
/// # Errors
/// A problem of our disk or database.
pub(crate) async fn receive(platform: &Platform, body: &str) -> Result<Received, Problem> {
    let Some(sent) = Submission::parse(body) else { return Ok(Received::Unreadable) };
    let origin = sent.note.lines().next().unwrap_or_default();
    let known = peers(&platform.config).into_iter().find(|peer| peer.log.name() == origin);
    let Some(peer) = known else { return Ok(Received::Unknown) };
    let checkpoint = match Checkpoint::open(&sent.note, &peer.log) {
        Ok(checkpoint) => checkpoint,
        Err(TlogError::BadSignature) => return Ok(Received::OtherKey),
        Err(_) => return Ok(Received::Unreadable),
    };
    if sent.old > checkpoint.size {
        return Ok(Received::Unreadable);
    }
    match take(platform, &peer, &sent, &checkpoint).await? {
        Taken::Answer(answer) => Ok(answer),
        Taken::Kept => {
            keep_accepted(platform, &peer, (&sent.note, &checkpoint)).await?;
            let line = witness_key(platform)?.cosign(&sent.note, platform.clock.now())?;
            Ok(Received::Cosigned(line))
        }
        Taken::Fork { ours } => {
            keep_contradiction(platform, &peer, (&sent.note, &checkpoint)).await?;
            let alarm = NewAlarm {
                kind: "peer-fork",
                log: peer.name.clone(),
                size: checkpoint.size,
                ours,
                theirs: sent.note.clone(),
            };
            shout(platform, alarm).await?;
            Ok(Received::Holds(checkpoint.size))
        }
    }
}

enum Taken {
    Answer(Received),
    /// It goes on from what was kept, and is kept now.
    Kept,
    /// Two signed checkpoints of the same size with different roots.
    Fork {
        ours: String,
    },
}

/// Compares with what is kept and takes the new one up, in one transaction.
async fn take(
    platform: &Platform,
    peer: &Peer,
    sent: &Submission,
    checkpoint: &Checkpoint,
) -> Result<Taken, Problem> {
    let now = platform.clock.now();
    let tx = platform.db.write(Fence::Open).await?;
    let mut state = hold_state(&tx, &peer.name).await?;
    let (old, old_root) = state.kept();
    if checkpoint.size == old && checkpoint.root != old_root {
        return Ok(Taken::Fork { ours: state.note });
    }
    if sent.old != old {
        return Ok(Taken::Answer(Received::Holds(old)));
    }
    let new = (checkpoint.size, &checkpoint.root);
    if !verify_consistency((old, &old_root), new, &sent.proof) {
        // Anybody can send a public checkpoint with a wrong proof: no alarm yet, but not forgotten.
        state.unproved_at = state.unproved_at.or(Some(to_millis(now)));
        state.detail.clone_from(&sent.note);
        remember(&tx, state).await?;
        tx.commit().await?;
        return Ok(Taken::Answer(Received::Unproved));
    }
    state.accept(&sent.note, checkpoint, now);
    if peer.url.is_empty() {
        "ok".clone_into(&mut state.result);
        state.detail.clear();
        state.tried_at = Some(to_millis(now));
    }
    remember(&tx, state).await?;
    tx.commit().await?;
    Ok(Taken::Kept)
}
