//! A clock that can be set back while the sample is written, so that the sample has a past.

use std::sync::atomic::{AtomicI64, Ordering};

use hikeshi_kernel::{Clock, SystemClock};
use jiff::{SignedDuration, Timestamp};

/// The machine's time, minus what [`DemoClock::set_back`] says.
#[derive(Debug, Default)]
pub struct DemoClock(AtomicI64);

impl DemoClock {
    /// From now on the clock shows the time `minutes` ago (0: the present).
    pub fn set_back(&self, minutes: i64) {
        self.0.store(minutes, Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        SystemClock.now() - SignedDuration::from_mins(self.0.load(Ordering::SeqCst))
    }
}
