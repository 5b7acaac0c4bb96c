//! Letters by e-mail: claim a few, send them side by side, mark them.

use std::{collections::BTreeMap, time::Duration};

use futures_util::{StreamExt as _, stream};
use hikeshi_drafting::fill_letter;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::new_uuid;
use hikeshi_mail::{MailError, Message};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    Recipient, RunState,
    chunks::{chunks_of, open_chunk},
    claim::{self, Outcome},
    pause::{PausedBecause, pause},
    run::hold_run,
    send::{Turn, TurnEnd, goes_on},
};
use crate::model::{letter_chunk, letter_run};

/// Letters of one claim: as many may be of unknown fate when the machine stops.
const AT_ONCE: usize = 20;
/// Letters on their way side by side.
const SIDE_BY_SIDE: usize = 10;
/// Letters of one turn.
const OF_TURN: usize = 200;
/// No claim is made in a turn after this time, so that a program that is told to stop, and jobs that
/// are more urgent, do not wait for a slow mail server.
const TURN: Duration = Duration::from_secs(1);
/// When a whole claim of at least so many is refused, the mail server has a problem, not they.
const ALL_REFUSED: usize = 5;

/// Sends the letters of one turn.
pub(super) async fn send_some(
    platform: &Platform,
    scope: &CompanyScope,
    turn: &Turn,
) -> Result<TurnEnd, Problem> {
    let mut post = Post { platform, scope, turn, pieces: BTreeMap::new() };
    let (mut sent, begun) = (0, Instant::now());
    while sent < OF_TURN && begun.elapsed() < TURN {
        let batch = match post.next_batch().await? {
            Next::Batch(batch) => batch,
            Next::PieceDone => continue,
            Next::Nothing => return Ok(TurnEnd::AllTried),
        };
        let Some((mine, letters)) = post.claim(&batch).await? else { return Ok(TurnEnd::Stopped) };
        sent += letters.len();
        let outcomes = post.send(&letters).await;
        if !post.mark(mine, &outcomes).await? {
            return Ok(TurnEnd::Stopped);
        }
    }
    Ok(TurnEnd::More)
}

/// What to do next.
enum Next {
    Batch(Batch),
    PieceDone,
    Nothing,
}

/// Recipients to claim.
enum Batch {
    New(i64, Vec<Recipient>),
    Again(Vec<Recipient>),
}

/// What one turn works with.
struct Post<'a> {
    platform: &'a Platform,
    scope: &'a CompanyScope,
    turn: &'a Turn,
    /// Pieces that were read, by number.
    pieces: BTreeMap<i64, Vec<Recipient>>,
}

impl Post<'_> {
    async fn next_batch(&mut self) -> Result<Next, Problem> {
        let run = &self.turn.run;
        let tx = self.platform.db.read(self.scope.fence()).await?;
        let again = claim::to_try_again(&tx, run, AT_ONCE as u64).await?;
        let chunks = chunks_of(&tx, run).await?;
        let chunk = chunks.iter().find(|chunk| !chunk.done);
        let tried = match chunk {
            Some(chunk) if again.is_empty() => claim::tried(&tx, run, chunk.nth).await?,
            _ => Default::default(),
        };
        drop(tx);
        if !again.is_empty() {
            let mut wanted = Vec::new();
            for row in again {
                let chunk = chunks.iter().find(|chunk| chunk.nth == row.chunk);
                let Some(chunk) = chunk else { continue };
                let piece = self.piece(chunk).await?;
                wanted.extend(piece.iter().find(|one| one.line == row.line).cloned());
            }
            return Ok(Next::Batch(Batch::Again(wanted)));
        }
        let Some(chunk) = chunk else { return Ok(Next::Nothing) };
        let piece = self.piece(chunk).await?;
        let new = piece.iter().filter(|one| !tried.contains(&one.line)).take(AT_ONCE);
        let new: Vec<Recipient> = new.cloned().collect();
        if new.is_empty() {
            self.piece_done(chunk.nth).await?;
            return Ok(Next::PieceDone);
        }
        Ok(Next::Batch(Batch::New(chunk.nth, new)))
    }

    async fn piece(&mut self, chunk: &letter_chunk::Model) -> Result<&[Recipient], Problem> {
        if !self.pieces.contains_key(&chunk.nth) {
            let piece = open_chunk(self.platform, &self.turn.key, chunk).await?;
            self.pieces.insert(chunk.nth, piece);
        }
        Ok(self.pieces.get(&chunk.nth).map(Vec::as_slice).unwrap_or_default())
    }

    async fn piece_done(&self, nth: i64) -> Result<(), Problem> {
        let run = &self.turn.run;
        let tx = self.platform.db.write(self.scope.fence()).await?;
        letter_chunk::Entity::update_many()
            .set(letter_chunk::ActiveModel { done: Set(true), ..Default::default() })
            .filter(letter_chunk::Column::RunId.eq(run.id))
            .filter(letter_chunk::Column::CompanyId.eq(run.company_id))
            .filter(letter_chunk::Column::Nth.eq(nth))
            .exec(tx.conn())
            .await?;
        Ok(tx.commit().await?)
    }

    /// Claims the recipients; `None` when somebody stopped the run.
    async fn claim<'a>(
        &self,
        batch: &'a Batch,
    ) -> Result<Option<(Uuid, Vec<&'a Recipient>)>, Problem> {
        let (platform, turn) = (self.platform, self.turn);
        let (clock, rng) = platform.chance();
        let mine = new_uuid(clock, rng);
        let tx = platform.db.write(self.scope.fence()).await?;
        if !goes_on(&tx, platform, self.scope, turn).await? {
            return Ok(None);
        }
        let (wanted, lines) = match batch {
            Batch::New(chunk, wanted) => {
                (wanted, claim::claim_new(&tx, platform, turn, (*chunk, wanted), mine).await?)
            }
            Batch::Again(wanted) => {
                let lines: Vec<i64> = wanted.iter().map(|one| one.line).collect();
                (wanted, claim::claim_again(&tx, platform, turn, &lines, mine).await?)
            }
        };
        if lines.is_empty() {
            return Err(Problem::internal("recipients of a run that nobody can claim"));
        }
        tx.commit().await?;
        let letters = wanted.iter().filter(|one| lines.contains(&one.line)).collect();
        Ok(Some((mine, letters)))
    }

    async fn send(&self, letters: &[&Recipient]) -> Vec<(i64, Outcome)> {
        let fields = self.turn.run.fields();
        // People know the company, not the program that sends for it.
        let company = self.turn.run.sender.lines().next().unwrap_or_default();
        let sending = letters.iter().map(|one| {
            let message = message(&self.turn.run, &fields, one);
            async move { (one.line, outcome(self.platform.mailer.send_as(company, &message).await)) }
        });
        let sending: Vec<_> = sending.collect();
        stream::iter(sending).buffer_unordered(SIDE_BY_SIDE).collect().await
    }

    /// Marks what became of them; `false` when the run is held because all were refused.
    async fn mark(&self, mine: Uuid, outcomes: &[(i64, Outcome)]) -> Result<bool, Problem> {
        let run = &self.turn.run;
        let refused =
            |(_, outcome): &(i64, Outcome)| matches!(outcome, Outcome::Refused | Outcome::Unknown);
        let hold = outcomes.len() >= ALL_REFUSED && outcomes.iter().all(refused);
        let tx = self.platform.db.write(self.scope.fence()).await?;
        claim::mark(&tx, self.platform, run, mine, outcomes).await?;
        let now = hold_run(&tx, self.scope, run.id).await?;
        if hold && now.run_state()? == RunState::Running {
            pause(&tx, self.platform, self.scope, &now, PausedBecause::Refused).await?;
        }
        tx.commit().await?;
        Ok(!hold)
    }
}

/// The letter to one recipient.
fn message(run: &letter_run::Model, fields: &[String], to: &Recipient) -> Message {
    Message {
        to: to.email.clone(),
        subject: fill_letter(&run.subject, fields, &to.values),
        body: fill_letter(&run.body, fields, &to.values),
    }
}

fn outcome(answer: Result<(), MailError>) -> Outcome {
    match answer {
        Ok(()) => Outcome::Sent,
        Err(MailError::Message(_)) => Outcome::BadAddress,
        Err(MailError::Delivery(_) | MailError::Config(_)) => Outcome::Refused,
        Err(MailError::Unconfirmed(_)) => Outcome::Unknown,
    }
}
