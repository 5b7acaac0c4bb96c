//! A request's body on its way in: paced and bounded.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

/// How much may still come in before the reader says otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowance {
    left: Arc<AtomicU64>,
    passed: Arc<AtomicBool>,
}

/// Why the body ends early.
#[derive(Debug, thiserror::Error)]
pub(super) enum InflowError {
    #[error("more came in than allowed")]
    TooMuch,
    #[error("the upload broke off")]
    Broken(#[source] axum::Error),
}

impl Allowance {
    /// From now on, so many bytes.
    pub(super) fn set(&self, bytes: u64) {
        self.left.store(bytes, Ordering::Relaxed);
    }

    /// Whether the body ended because more came in than allowed.
    pub(super) fn was_passed(&self) -> bool {
        self.passed.load(Ordering::Relaxed)
    }

    fn take(&self, bytes: &Bytes) -> Result<(), InflowError> {
        let length = bytes.len() as u64;
        let left = self.left.load(Ordering::Relaxed);
        if length > left {
            self.passed.store(true, Ordering::Relaxed);
            return Err(InflowError::TooMuch);
        }
        self.left.store(left - length, Ordering::Relaxed);
        Ok(())
    }
}

/// The body, one piece at a time. The multipart reader takes everything that is ready into
/// memory before it hands anything on; a pause after each piece keeps that to one piece. (Not
/// before: the reader takes a body whose first piece and end come at once for cut short.)
pub(super) fn paced(body: Body, allowance: &Allowance) -> Body {
    let start = (body.into_data_stream(), allowance.clone(), true);
    Body::from_stream(stream::try_unfold(start, |(mut pieces, allowance, first)| async move {
        if !first {
            tokio::task::yield_now().await;
        }
        let Some(piece) = pieces.next().await else { return Ok(None) };
        let piece = piece.map_err(InflowError::Broken)?;
        allowance.take(&piece)?;
        Ok::<_, InflowError>(Some((piece, (pieces, allowance, false))))
    }))
}
