//! What a request still sends when its answer is ready.
//!
//! A server that answers and closes while the browser still sends resets the connection, and the
//! person sees an error of the browser instead of the answer. So the rest is read and dropped,
//! within bounds.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, BodyDataStream},
    extract::Request,
    http::header,
};
use futures_util::{StreamExt as _, stream};

/// The most that is read and dropped.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// How long it is read and dropped.
const LONGEST: Duration = Duration::from_secs(10);

/// The body of a request, shared between the handler and [`Unread::drop_rest`].
pub(crate) struct Unread(Arc<Mutex<State>>);

struct State {
    body: BodyDataStream,
    /// Whether anybody read a part of it.
    begun: bool,
    ended: bool,
}

impl Unread {
    /// The request with a body that can be read on after the handler is done with it.
    pub(crate) fn watch(request: Request) -> (Self, Request) {
        // Who waits for "100 Continue" sends nothing before somebody reads.
        let waits = request.headers().contains_key(header::EXPECT);
        let (head, body) = request.into_parts();
        let state = State { body: body.into_data_stream(), begun: !waits, ended: false };
        let shared = Arc::new(Mutex::new(state));
        let inner = shared.clone();
        let pieces = stream::poll_fn(move |task| {
            let mut state = inner.lock().unwrap_or_else(PoisonError::into_inner);
            state.begun = true;
            let polled = state.body.poll_next_unpin(task);
            state.ended |= matches!(polled, std::task::Poll::Ready(None | Some(Err(_))));
            polled
        });
        (Self(shared), Request::from_parts(head, Body::from_stream(pieces)))
    }

    /// Reads and drops what still comes, up to 32 MB and ten seconds.
    pub(crate) async fn drop_rest(self) {
        let inner = self.0;
        let mut left = MOST_BYTES;
        let rest = stream::poll_fn(move |task| {
            let mut state = inner.lock().unwrap_or_else(PoisonError::into_inner);
            if state.ended || !state.begun {
                return std::task::Poll::Ready(None);
            }
            state.body.poll_next_unpin(task)
        });
        let dropping = rest.take_while(|piece| {
            let length = piece.as_ref().map_or(usize::MAX, bytes::Bytes::len);
            let fits = length <= left;
            left = left.saturating_sub(length);
            std::future::ready(fits)
        });
        let _ = tokio::time::timeout(LONGEST, dropping.for_each(|_| std::future::ready(()))).await;
    }
}
