//! Accepting connections. As the framework's own server, with one thing more: who does not finish
//! the head of a request in time is disconnected, so that idle strangers do not hold connections.

use std::{future::Future, net::SocketAddr, pin::pin, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, serve::Listener};
use hyper::{Request, body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::ServiceExt as _;

/// How long the head of a request may take, the wait for it included.
pub const HEAD_WITHIN: Duration = Duration::from_secs(15);

/// How long requests in hand may take to end once the program is told to stop. Service managers
/// kill a program that has not ended after ten seconds.
pub const END_WITHIN: Duration = Duration::from_secs(6);

/// Serves until `stop` is over; then requests in hand are finished within [`END_WITHIN`] and no new
/// ones are taken.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    head_within: Duration,
    stop: impl Future<Output = ()>,
) {
    let (tell, told) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        // Failures of single connections are passed over in there.
        let (stream, from) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        tokio::spawn(connection(stream, from, router.clone(), head_within, told.clone()));
    }
    drop(listener);
    drop(told);
    tell.send_replace(true);
    if tokio::time::timeout(END_WITHIN, tell.closed()).await.is_err() {
        tracing::warn!("requests that took too long to end were cut off");
    }
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    head_within: Duration,
    mut told: watch::Receiver<bool>,
) {
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        request
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_within)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut served = pin!(served);
    let stopping = async {
        told.wait_for(|stop| *stop).await.ok();
    };
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        () = stopping => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::trace!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        sync::oneshot,
        time::timeout,
    };

    use super::*;

    const SOON: Duration = Duration::from_secs(20);

    /// All that comes back for `bytes` until the connection is closed.
    async fn answer(address: SocketAddr, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut text = String::new();
        timeout(SOON, stream.read_to_string(&mut text)).await.expect("it is closed").unwrap();
        text
    }

    #[tokio::test]
    async fn who_does_not_finish_a_head_is_disconnected_and_a_request_in_hand_is_finished() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            "done"
        };
        let who = |ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.ip().to_string() };
        let router = Router::new().route("/slow", get(slow)).route("/who", get(who));
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            stopped.await.ok();
        };
        let server = tokio::spawn(serve(listener, router, Duration::from_millis(200), stopped));
        let half = answer(address, b"GET /who HTTP/1.1\r\nHost: x\r\nX-Half: ").await;
        assert!(!half.contains("200 OK"), "{half}");
        assert!(answer(address, b"").await.is_empty());
        let whole = answer(address, b"GET /who HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(whole.starts_with("HTTP/1.1 200") && whole.ends_with("127.0.0.1"), "{whole}");
        let in_hand = tokio::spawn(answer(address, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        tokio::time::sleep(Duration::from_millis(200)).await;
        stop.send(()).unwrap();
        assert!(in_hand.await.unwrap().ends_with("done"));
        timeout(SOON, server).await.expect("it stops").unwrap();
    }
}
