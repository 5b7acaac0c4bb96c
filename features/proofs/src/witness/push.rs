//! Showing our checkpoint to a peer (C2SP tlog-witness), and keeping its cosignature.

use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_net::{Answer, Fetch, Request};
use hikeshi_tlog::{Checkpoint, NewAlarm, consistency_proof};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _, sea_query::OnConflict};

use super::{
    alarm::shout,
    body::{Submission, whole_number},
    look::Outcome,
    state::{hold_state, remember, state_of},
};
use crate::{
    model::cosignature,
    own_log::{Published, publish_now, root_at},
    peers::Peer,
};

/// A witness's answer is a few lines.
const MOST_ANSWER: u64 = 16 * 1024;

/// Sends our checkpoint, if the peer does not have it yet.
///
/// # Errors
/// A problem of our disk, database or log; what the peer makes of it is the outcome.
pub(super) async fn push(
    platform: &Platform,
    client: &dyn Fetch,
    peer: &Peer,
) -> Result<Outcome, Problem> {
    let ours = match publish_now(platform).await {
        Ok(ours) => ours,
        // The alarm about our own log is raised where it is published regularly.
        Err(problem) => {
            return Ok(Outcome::with("own-log", problem.cause.unwrap_or_default()));
        }
    };
    let tx = platform.db.read(Fence::Open).await?;
    let before = state_of(&tx, &peer.name).await?;
    drop(tx);
    let mut theirs = u64::try_from(before.their_size).unwrap_or_default();
    if before.send_result == "sent" && theirs == ours.checkpoint.size {
        return Ok(Outcome::of("sent"));
    }
    // What we remember may be old: the peer then says what it holds, and gets a proof from there.
    for _ in 0..2 {
        let Some(submission) = submission(platform, theirs, &ours).await? else {
            return went_back(platform, peer, theirs, &ours).await;
        };
        let bytes = submission.to_text().into_bytes();
        let request = Request::post(
            format!("{}/add-checkpoint", peer.url),
            "text/plain; charset=utf-8",
            bytes,
            MOST_ANSWER,
        );
        let answer = match client.fetch(request).await {
            Ok(answer) => answer,
            Err(error) => return Ok(Outcome::with(error.code(), error)),
        };
        match (answer.status, size_in(&answer)) {
            (200, _) => return accepted(platform, peer, &ours, &answer).await,
            (409, Some(known)) if known == theirs => {
                return contradicted(platform, peer, &ours, known).await;
            }
            (409, Some(known)) => theirs = known,
            (422, _) => return contradicted(platform, peer, &ours, theirs).await,
            (404 | 405, _) => return Ok(Outcome::of("not-known-there")),
            (403, _) => return Ok(Outcome::of("key-not-known-there")),
            (status, _) => return Ok(Outcome::with("http-status", status)),
        }
    }
    Ok(Outcome::with("http-status", 409))
}

/// What to send to a peer that holds `theirs` of our log; `None` if it holds more than there is.
async fn submission(
    platform: &Platform,
    theirs: u64,
    ours: &Published,
) -> Result<Option<Submission>, Problem> {
    let proof = if theirs == 0 {
        Vec::new()
    } else {
        let Some(root) =
            root_at(platform, theirs).await?.filter(|_| theirs <= ours.checkpoint.size)
        else {
            return Ok(None);
        };
        let old = Checkpoint { size: theirs, root, ..ours.checkpoint.clone() };
        let tx = platform.db.read(Fence::Open).await?;
        let folder = platform.data_folder.join("log");
        consistency_proof(tx.conn(), &folder, &old, &ours.checkpoint).await?
    };
    Ok(Some(Submission { old: theirs, proof, note: ours.note.clone() }))
}

/// The peer holds more of our log than there is: an old copy of the data is in place, or entries
/// were taken away.
async fn went_back(
    platform: &Platform,
    peer: &Peer,
    theirs: u64,
    ours: &Published,
) -> Result<Outcome, Problem> {
    // Between our note and now the log may have grown.
    if crate::published(platform).await?.is_some_and(|now| now.checkpoint.size >= theirs) {
        return Ok(Outcome::of("later"));
    }
    let alarm = NewAlarm {
        kind: "own-back",
        log: peer.name.clone(),
        size: theirs,
        ours: ours.note.clone(),
        theirs: theirs.to_string(),
    };
    shout(platform, alarm).await?;
    Ok(Outcome::of("contradiction"))
}

/// The peer says that our log does not go on from what it holds.
async fn contradicted(
    platform: &Platform,
    peer: &Peer,
    ours: &Published,
    theirs: u64,
) -> Result<Outcome, Problem> {
    let alarm = NewAlarm {
        kind: "own-fork",
        log: peer.name.clone(),
        size: theirs,
        ours: ours.note.clone(),
        theirs: theirs.to_string(),
    };
    shout(platform, alarm).await?;
    Ok(Outcome::of("contradiction"))
}

/// Notes that the peer holds our checkpoint, and keeps its line if the settings name its key.
async fn accepted(
    platform: &Platform,
    peer: &Peer,
    ours: &Published,
    answer: &Answer,
) -> Result<Outcome, Problem> {
    let line = String::from_utf8_lossy(&answer.body).into_owned();
    let signed_at = match &peer.witness {
        None => None,
        Some(key) => match key.verify(&format!("{}{line}", ours.note)) {
            Ok(at) => Some(at),
            Err(_) => return Ok(Outcome::of("bad-cosignature")),
        },
    };
    let now = to_millis(platform.clock.now());
    let size = i64::try_from(ours.checkpoint.size)?;
    let tx = platform.db.write(Fence::Open).await?;
    let mut state = hold_state(&tx, &peer.name).await?;
    state.sent_at = Some(now);
    state.their_size = size;
    if let Some(at) = signed_at {
        state.cosigned_at = Some(to_millis(at));
        let row = cosignature::ActiveModel {
            size: Set(size),
            peer: Set(peer.name.clone()),
            root: Set(hex::encode(ours.checkpoint.root)),
            note: Set(ours.note.clone()),
            line: Set(line),
            signed_at: Set(to_millis(at)),
        };
        let key = [cosignature::Column::Size, cosignature::Column::Peer];
        let newer = [
            cosignature::Column::Root,
            cosignature::Column::Note,
            cosignature::Column::Line,
            cosignature::Column::SignedAt,
        ];
        cosignature::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).update_columns(newer).to_owned())
            .exec_without_returning(tx.conn())
            .await?;
    }
    remember(&tx, state).await?;
    tx.commit().await?;
    Ok(Outcome::of("sent"))
}

/// The size that a witness names when it holds another one.
fn size_in(answer: &Answer) -> Option<u64> {
    let text = std::str::from_utf8(&answer.body).ok()?;
    whole_number(text.strip_suffix('\n')?)
}
