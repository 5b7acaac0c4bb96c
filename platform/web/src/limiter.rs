//! Rate limits in memory: per address or per help address.

use std::{hash::Hash, num::NonZeroU32, sync::Arc};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

use crate::Problem;

/// Allows so many acts a minute for each key, with short bursts.
#[derive(Clone)]
pub struct Limiter<K: Hash + Eq + Clone>(Arc<DefaultKeyedRateLimiter<K>>);

impl<K: Hash + Eq + Clone> Limiter<K> {
    /// A limiter of `per_minute` acts (at least one).
    #[must_use]
    pub fn per_minute(per_minute: u32) -> Self {
        let quota = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        Self(Arc::new(RateLimiter::keyed(Quota::per_minute(quota))))
    }

    /// Counts one act.
    ///
    /// # Errors
    /// A problem 429 that says after how many seconds to try again.
    pub fn check(&self, key: &K) -> Result<(), Problem> {
        if self.0.len() > 50_000 {
            self.0.retain_recent();
        }
        self.0.check_key(key).map_err(|wait| {
            let pause = wait.wait_time_from(governor::clock::DefaultClock::default().now());
            Problem::too_many(pause.as_secs().max(1))
        })
    }
}
