//! One turn of a peer: see its checkpoint, and show it ours.

use hikeshi_db::Fence;
use hikeshi_jobs::{Job, JobError};
use hikeshi_kernel::to_millis;
use hikeshi_net::GuardedClient;
use hikeshi_web::{Platform, Problem};
use serde::{Deserialize, Serialize};

use super::{
    pull::pull,
    push::push,
    state::{hold_state, remember},
};
use crate::{jobs::failed, peers::peer_named};

/// Looks at one peer. A peer that cannot be reached is written down, not a failure: the next turn
/// comes soon.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LookAtPeer {
    pub(crate) peer: String,
}

/// What came of a try, for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// A word with a text in the interface.
    pub(super) result: &'static str,
    /// Technical words, or nothing.
    pub(super) detail: String,
}

impl Outcome {
    pub(super) fn of(result: &'static str) -> Self {
        Self { result, detail: String::new() }
    }

    pub(super) fn with(result: &'static str, detail: impl std::fmt::Display) -> Self {
        Self { result, detail: detail.to_string().chars().take(500).collect() }
    }
}

#[async_trait::async_trait]
impl Job<Platform> for LookAtPeer {
    const KIND: &'static str = "proofs.look-at-peer";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        look(platform, &self.peer).await.map_err(failed)
    }
}

async fn look(platform: &Platform, name: &str) -> Result<(), Problem> {
    let Some(peer) = peer_named(&platform.config, name).filter(|peer| !peer.url.is_empty()) else {
        return Ok(());
    };
    let client = GuardedClient::new(&platform.config.outbound);
    let seen = pull(platform, &client, &peer).await?;
    let sent = push(platform, &client, &peer).await?;
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(Fence::Open).await?;
    let mut state = hold_state(&tx, name).await?;
    state.tried_at = Some(now);
    state.result = seen.result.to_owned();
    state.detail = seen.detail;
    state.send_result = sent.result.to_owned();
    if state.detail.is_empty() {
        state.detail = sent.detail;
    }
    remember(&tx, state).await?;
    tx.commit().await?;
    Ok(())
}
