//! Chance as a parameter.

use std::sync::Mutex;

use rand::{Rng as _, SeedableRng as _};

/// A source of unpredictable bytes; passed in, so that tests can repeat a run.
pub trait Rng: Send + Sync {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);

    /// A secret for addresses and links: 32 bytes as 64 hexadecimal letters.
    fn secret(&self) -> String {
        let mut bytes = [0_u8; 32];
        self.fill(&mut bytes);
        hex::encode(bytes)
    }
}

/// The operating system's source, for real use.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn fill(&self, out: &mut [u8]) {
        rand::rng().fill_bytes(out);
    }
}

/// A repeatable source for tests: the same seed gives the same bytes.
#[derive(Debug)]
pub struct FixedRng(Mutex<rand::rngs::StdRng>);

impl FixedRng {
    /// Starts the sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(rand::rngs::StdRng::seed_from_u64(seed)))
    }
}

impl Rng for FixedRng {
    fn fill(&self, out: &mut [u8]) {
        let mut inner = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        inner.fill_bytes(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_secret() {
        assert_eq!(FixedRng::new(7).secret(), FixedRng::new(7).secret());
        assert_ne!(FixedRng::new(7).secret(), FixedRng::new(8).secret());
        assert_eq!(SystemRng.secret().len(), 64);
    }
}
