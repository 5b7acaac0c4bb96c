//! What happens beside requests and jobs: publishing the log and asking for what peers of it and
//! time-stamps are due, counting clocks whose facts changed, sweeping unfinished uploads and blobs
//! that nobody knows, checking evidence again, forgetting jobs that are done and
//! failures of long ago.

use std::time::Duration;

use hikeshi_db::{DbError, Fence};
use hikeshi_tlog::Publisher;
use hikeshi_web::Platform;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// How often unfinished uploads and done jobs are looked for.
const TIDY_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// An upload older than this goes on no longer; a job done longer ago interests nobody.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);
/// So many files of the evidence, or so many bytes of them, are checked in an hour.
const RECHECKED_AT_ONCE: (u64, i64) = (50, 8 << 30);
/// So many assets are judged again in one transaction.
const JUDGED_AT_ONCE: u64 = 500;
/// So many incidents are counted in one round; the next round comes soon.
const COUNTED_AT_ONCE: u64 = 50;

/// Publishes the committed log and counts clocks every few seconds until told to stop, and
/// publishes once more then.
pub async fn housekeeping(platform: Platform, mut stopped: watch::Receiver<bool>) {
    let publisher = match hikeshi_proofs::log_key(&platform) {
        Ok(key) => Publisher::new(platform.data_folder.join("log"), key),
        Err(error) => {
            tracing::error!(%error, "the key of the log cannot be used: the log is not published");
            return;
        }
    };
    // At the start nobody uploads: what lies there was cut off with the program.
    let mut tidied = platform.clock.now();
    sweep(&platform, tidied).await;
    let mut kept = None;
    loop {
        let now = platform.clock.now();
        if now > tidied + TIDY_EVERY {
            tidied = now;
            sweep(&platform, now - A_DAY).await;
            sweep_orphans(&platform, now - A_DAY).await;
            recheck(&platform).await;
            renew_peers(&platform).await;
            if let Err(error) = forget_old(&platform, now - A_DAY).await {
                tracing::warn!(%error, "done jobs and old failures could not be deleted");
            }
        }
        if let Err(problem) = hikeshi_filings::duties::count_stale(&platform, COUNTED_AT_ONCE).await
        {
            tracing::warn!(?problem, "clocks could not be counted");
        }
        publish(&platform, &publisher).await;
        if let Err(problem) = hikeshi_proofs::tick(&platform).await {
            tracing::warn!(?problem, "peers of the log and time-stamps could not be looked after");
        }
        if kept.is_none_or(|at| now > at + A_DAY) {
            kept = Some(now);
            judge_assets(&platform).await;
            renew_peers(&platform).await;
            if let Err(error) = publisher.keep_checkpoint().await {
                tracing::warn!(%error, "the checkpoint of the day could not be kept");
            }
        }
        let told = tokio::select! {
            told = stopped.wait_for(|stop| *stop) => told.is_ok(),
            () = tokio::time::sleep(Duration::from_secs(5)) => false,
        };
        if told {
            publish(&platform, &publisher).await;
            return;
        }
    }
}

/// Judges the assets again for which newer data says until when they are supported.
async fn judge_assets(platform: &Platform) {
    loop {
        match hikeshi_assets::support::refresh_all(platform, JUDGED_AT_ONCE).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(problem) => {
                tracing::warn!(?problem, "ends of support could not be looked up again");
                return;
            }
        }
    }
}

/// The groups of the month, and what is told of them.
async fn renew_peers(platform: &Platform) {
    if let Err(problem) = hikeshi_overview::peers::renew(platform).await {
        tracing::warn!(?problem, "the groups of companies that are alike could not be renewed");
    }
}

async fn sweep(platform: &Platform, before: Timestamp) {
    if let Err(error) = platform.blobs.sweep_tmp(before).await {
        tracing::warn!(%error, "unfinished uploads could not be swept away");
    }
}

async fn sweep_orphans(platform: &Platform, before: Timestamp) {
    match crate::orphans::sweep(platform, before).await {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "blobs that no row names were deleted"),
        Err(error) => tracing::warn!(%error, "blobs that no row names could not be looked for"),
    }
}

/// Files of the evidence that were not checked for a week; what is found is told by the slice.
async fn recheck(platform: &Platform) {
    match hikeshi_incidents::evidence::recheck_due(platform, RECHECKED_AT_ONCE).await {
        Ok((_, 0)) => {}
        Ok((read, bad)) => tracing::error!(read, bad, "evidence differs from its record"),
        Err(problem) => tracing::warn!(?problem, "evidence could not be checked"),
    }
}

/// Deletes the jobs that were done before `until`, because they carry mail addresses and links, and
/// what was counted for addresses with which nobody tried to sign in since.
async fn forget_old(platform: &Platform, until: Timestamp) -> Result<(), DbError> {
    let tx = platform.db.write(Fence::Open).await?;
    hikeshi_jobs::forget_done(&tx, until).await?;
    hikeshi_identity::forget_failures(&tx, until).await?;
    tx.commit().await?;
    Ok(())
}

async fn publish(platform: &Platform, publisher: &Publisher) {
    let tx = match platform.db.read(Fence::Open).await {
        Ok(tx) => tx,
        Err(error) => {
            tracing::warn!(%error, "the log cannot be read for publishing");
            return;
        }
    };
    if let Err(error) = publisher.publish(tx.conn()).await {
        drop(tx);
        tracing::error!(%error, "the log could not be published");
        hikeshi_proofs::own_log_refused(platform, &error).await;
    }
}
