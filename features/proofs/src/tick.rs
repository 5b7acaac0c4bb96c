//! What is due: looking at peers, stamping a checkpoint, mailing it.

use hikeshi_db::Fence;
use hikeshi_jobs::enqueue;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;

use crate::{
    mails::mails_due,
    peers::{Peer, peers},
    stamps::stamps_due,
    witness::{LookAtPeer, shout_unproved, states, take_due},
};

/// Writes jobs for all that is due. The program calls it every few seconds; while nothing is due, it
/// only reads.
///
/// # Errors
/// A problem of the database.
pub async fn tick(platform: &Platform) -> Result<(), Problem> {
    let peers: Vec<Peer> =
        peers(&platform.config).into_iter().filter(|peer| !peer.url.is_empty()).collect();
    look_at_due(platform, &peers).await?;
    shout_unproved(platform).await?;
    stamps_due(platform).await?;
    mails_due(platform).await
}

async fn look_at_due(platform: &Platform, peers: &[Peer]) -> Result<(), Problem> {
    let now = platform.clock.now();
    let tx = platform.db.read(Fence::Open).await?;
    let known = states(&tx).await?;
    drop(tx);
    let every = SignedDuration::from_mins(i64::from(platform.config.log.peer_minutes.max(1)));
    for peer in peers {
        let waits = known.iter().any(|it| it.name == peer.name && it.next_at > to_millis(now));
        if waits {
            continue;
        }
        let tx = platform.db.write(Fence::Open).await?;
        if take_due(&tx, (now, &*platform.rng), &peer.name, every).await? {
            let job = LookAtPeer { peer: peer.name.clone() };
            enqueue::<Platform, LookAtPeer>(&tx, platform.chance(), &job, now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
