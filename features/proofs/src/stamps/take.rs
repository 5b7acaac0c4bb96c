//! Asking the authority, and keeping question, answer and what was stamped side by side:
//! `log/stamps/<size>.tsq`, `.tsr` and `.checkpoint`.

use hikeshi_db::Fence;
use hikeshi_jobs::{Job, JobError};
use hikeshi_kernel::to_millis;
use hikeshi_net::{Fetch as _, GuardedClient, Request};
use hikeshi_timestamp::{MOST_REPLY, QUERY_MIME, Query, Stamp, read_reply};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};

use crate::{files::keep_file, jobs::failed, model::stamp, peers::anchors};

/// The pause after the first failure; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// A stamp is tried at least this often.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);

/// Stamps one checkpoint. An authority that cannot be reached or answers wrongly is written down,
/// not a failure: the stamp is tried again later.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TakeStamp {
    pub(crate) size: i64,
}

#[async_trait::async_trait]
impl Job<Platform> for TakeStamp {
    const KIND: &'static str = "proofs.take-stamp";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        take(platform, self.size).await.map_err(failed)
    }
}

/// The file of a stamp below the folder of the log; `end` is `tsq`, `tsr` or `checkpoint`.
pub(crate) fn file_of(size: i64, end: &str) -> String {
    format!("stamps/{size}.{end}")
}

/// Why there is no stamp: a word with a text in the interface, and technical words.
struct Refused(&'static str, String);

async fn take(platform: &Platform, size: i64) -> Result<(), Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let found = stamp::Entity::find_by_id(size).one(tx.conn()).await?;
    drop(tx);
    let Some(row) = found.filter(|row| row.stamped_at.is_none()) else { return Ok(()) };
    let asked = ask(platform, &row.note).await;
    let now = platform.clock.now();
    let mut change = stamp::ActiveModel { size: Set(size), ..Default::default() };
    change.attempts = Set(row.attempts + 1);
    match asked {
        Ok((query, reply, stamp)) => {
            for (end, bytes) in
                [("checkpoint", row.note.into_bytes()), ("tsq", query), ("tsr", reply)]
            {
                keep_file(platform, file_of(size, end), bytes).await?;
            }
            change.error = Set(String::new());
            change.error_detail = Set(String::new());
            change.stamped_at = Set(Some(to_millis(stamp.at)));
            change.received_at = Set(Some(to_millis(now)));
            change.authority = Set(host_of(&platform.config.log.timestamp.url));
            change.serial = Set(stamp.serial);
            change.policy = Set(stamp.policy);
            change.checked = Set(stamp.checked);
        }
        Err(Refused(code, words)) => {
            tracing::warn!(size, code, words, "a checkpoint could not be stamped with the time");
            let doubled = FIRST_PAUSE * (1 << row.attempts.clamp(0, 8));
            change.next_at = Set(to_millis(now + doubled.min(LONGEST_PAUSE)));
            change.error = Set(code.to_owned());
            change.error_detail = Set(words.chars().take(500).collect());
        }
    }
    let tx = platform.db.write(Fence::Open).await?;
    stamp::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit().await?;
    Ok(())
}

/// Question, answer and what it says. A question is asked anew each time, so that an old answer
/// never fits.
async fn ask(platform: &Platform, note: &str) -> Result<(Vec<u8>, Vec<u8>, Stamp), Refused> {
    let settings = &platform.config.log.timestamp;
    let wrong = |error: hikeshi_timestamp::StampError| Refused(error.code(), error.to_string());
    let anchors =
        anchors(&platform.config).map_err(|error| Refused("bad-anchors", error.to_string()))?;
    let query = Query::new(note.as_bytes(), &settings.policy, &*platform.rng).map_err(wrong)?;
    let client = GuardedClient::new(&platform.config.outbound);
    let request = Request::post(&settings.url, QUERY_MIME, query.to_der(), MOST_REPLY);
    let answer =
        client.fetch(request).await.map_err(|error| Refused(error.code(), error.to_string()))?;
    if answer.status != 200 {
        return Err(Refused("http-status", answer.status.to_string()));
    }
    let stamp = read_reply(&answer.body, &query, anchors.as_ref()).map_err(wrong)?;
    Ok((query.to_der(), answer.body, stamp))
}

fn host_of(url: &str) -> String {
    url.split("://").nth(1).unwrap_or(url).split('/').next().unwrap_or_default().to_owned()
}
