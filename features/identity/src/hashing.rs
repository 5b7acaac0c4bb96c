//! How many passwords are worked on at once: each takes memory and a core for some tens of
//! milliseconds, and strangers may send as many as they like.

use hikeshi_web::Problem;
use tokio::sync::Semaphore;

/// Worked on at once.
const WORKING: usize = 3;
/// Waiting at most; who comes after them is asked to try again.
const WAITING: usize = 64;
/// After how many seconds to try again: the queue is empty by then.
const PAUSE_SECONDS: u64 = 5;

static DESK: Desk = Desk::new(WORKING, WAITING);

/// Does the work of a password on a thread of its own, when it is its turn.
///
/// # Errors
/// 429 where too many wait already; an internal problem.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    DESK.work(work).await
}

struct Desk {
    /// One permit for each who is worked on or waits.
    inside: Semaphore,
    working: Semaphore,
}

impl Desk {
    const fn new(working: usize, waiting: usize) -> Self {
        Self {
            inside: Semaphore::const_new(working + waiting),
            working: Semaphore::const_new(working),
        }
    }

    /// The place stays taken until the work ends, also when nobody waits for it any more.
    async fn work<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let inside = self.inside.try_acquire().map_err(|_| Problem::too_many(PAUSE_SECONDS))?;
        let working = self.working.acquire().await?;
        let worked = move || {
            let _places = (inside, working);
            work()
        };
        Ok(tokio::task::spawn_blocking(worked).await?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use hikeshi_web::ProblemKind;

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn one_more_than_may_wait_is_refused_and_the_others_get_their_turn() {
        static NARROW: Desk = Desk::new(1, 1);
        let (go_on, told) = mpsc::channel::<()>();
        let first = tokio::spawn(NARROW.work(move || told.recv().is_ok()));
        while NARROW.working.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn(NARROW.work(|| true));
        while NARROW.inside.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let third = NARROW.work(|| true).await.map_err(|problem| problem.kind);
        assert_eq!(third, Err(ProblemKind::TooMany));
        go_on.send(()).unwrap();
        assert!(first.await.unwrap().unwrap() && second.await.unwrap().unwrap());
    }
}
