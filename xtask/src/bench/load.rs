//! Requests at a fixed rate.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::client::Client;

/// Connections; more than can be busy at once at the rates that are measured.
const CONNECTIONS: usize = 48;

/// Times in ascending order.
pub struct Times(Vec<Duration>);

impl Times {
    /// The time that this share (0.0 to 1.0) of the requests did not exceed, in milliseconds.
    pub fn millis(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of some thousands"
        )]
        let at = ((last as f64) * share).round() as usize;
        self.0.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
}

/// Asks for `paths` in turn, `rate` times a second for `seconds`; each time counts from the moment
/// at which the request was due.
///
/// # Errors
/// When an answer is not 200, or the connection breaks.
pub fn at_rate(
    address: SocketAddr,
    (paths, cookie): (&[String], &str),
    (rate, seconds): (u32, u32),
) -> Result<Times> {
    let next = AtomicU32::new(0);
    let times = Mutex::new(Vec::new());
    let start = Instant::now() + Duration::from_millis(100);
    let worker = || -> Result<()> {
        let mut client = Client::connect(address)?;
        let mut own = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= rate * seconds {
                times.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
                return Ok(());
            }
            let due = start + Duration::from_secs(1) * number / rate;
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            let path = &paths[usize::try_from(number)? % paths.len()];
            let answer = client.get(path, cookie)?;
            ensure!(answer.status == 200, "{path} answered {}", answer.status);
            own.push(due.elapsed());
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(done) => done,
            Err(_) => Err(anyhow::anyhow!("a worker of the load broke down")),
        })
    })?;
    Ok(Times::of(times.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)))
}

/// Asks for a path so many times, one after the other.
///
/// # Errors
/// When an answer is not 200, or the connection breaks.
pub fn in_turn(address: SocketAddr, (path, cookie): (&str, &str), count: usize) -> Result<Times> {
    let mut client = Client::connect(address)?;
    let mut times = Vec::new();
    for _ in 0..count {
        let start = Instant::now();
        let answer = client.get(path, cookie)?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        times.push(start.elapsed());
    }
    Ok(Times::of(times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_places_in_the_sorted_list() {
        let times = Times::of((0..=100).rev().map(Duration::from_millis).collect());
        assert!((times.millis(0.5) - 50.0).abs() < 1e-9);
        assert!((times.millis(0.99) - 99.0).abs() < 1e-9);
        assert!((times.millis(1.0) - 100.0).abs() < 1e-9);
    }
}
