//! A limit on failures in memory: an attempt is counted when it begins, so that many at the same
//! time do not pass, and taken back when it succeeds.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

use crate::Problem;

const MINUTE: i64 = 60_000_000;
/// From here on, keys whose failures are over are forgotten.
const MANY: usize = 50_000;

/// Allows so many failures a minute for each key, with bursts of as many.
pub struct Attempts<K> {
    /// Microseconds after which one failure is forgotten.
    each: i64,
    /// When all failures of a key are forgotten, in microseconds.
    clean_at: Mutex<HashMap<K, i64>>,
}

impl<K: Hash + Eq + Clone> Attempts<K> {
    /// A limit of `failures` a minute (at least one).
    #[must_use]
    pub fn per_minute(failures: u32) -> Self {
        Self { each: MINUTE / i64::from(failures.max(1)), clean_at: Mutex::default() }
    }

    /// Counts an attempt before it is known how it ends.
    ///
    /// # Errors
    /// A problem 429 that says after how many seconds to try again.
    pub fn begin(&self, key: &K, now: Timestamp) -> Result<(), Problem> {
        let now = now.as_microsecond();
        let mut keys = self.keys();
        if keys.len() > MANY {
            keys.retain(|_, clean_at| *clean_at > now);
        }
        // Later than a minute from now: the clock was set back.
        let known = keys.get(key).copied().filter(|clean_at| *clean_at <= now + MINUTE);
        let clean_at = known.unwrap_or(now).max(now) + self.each;
        if clean_at > now + MINUTE {
            let wait = (clean_at - now - MINUTE) / 1_000_000 + 1;
            return Err(Problem::too_many(u64::try_from(wait).unwrap_or(1)));
        }
        keys.insert(key.clone(), clean_at);
        Ok(())
    }

    /// Takes an attempt back that succeeded.
    pub fn forgive(&self, key: &K) {
        if let Some(clean_at) = self.keys().get_mut(key) {
            *clean_at -= self.each;
        }
    }

    fn keys(&self) -> MutexGuard<'_, HashMap<K, i64>> {
        self.clean_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn failures_are_limited_for_each_key_and_successes_are_not() {
        let limit = Attempts::per_minute(3);
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        for _ in 0..50 {
            limit.begin(&"office", now).unwrap();
            limit.forgive(&"office");
        }
        for _ in 0..3 {
            limit.begin(&"office", now).unwrap();
        }
        let refused = limit.begin(&"office", now).unwrap_err();
        assert_eq!((refused.kind.status(), refused.retry_after), (429, Some(21)));
        limit.begin(&"elsewhere", now).unwrap();
        limit.begin(&"office", now + SignedDuration::from_secs(20)).unwrap();
        assert!(limit.begin(&"office", now + SignedDuration::from_secs(20)).is_err());
        limit.begin(&"office", now - SignedDuration::from_hours(1)).unwrap();
    }
}
