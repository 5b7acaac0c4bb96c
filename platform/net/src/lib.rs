//! Requests to other machines, guarded: encrypted, bounded in time and size, never redirected, and
//! never to an address inside the own network that the settings do not name.
//!
//! Everything that leaves goes through [`Fetch`]; [`GuardedClient`] is the one that opens
//! connections.

mod address;
mod client;
mod error;
mod resolver;

pub use client::GuardedClient;
pub use error::NetError;

/// One request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The whole address, with `https://` or, where that is allowed, `http://`.
    pub url: String,
    /// What is sent; `None` asks with GET.
    pub body: Option<Sending>,
    /// An answer longer than this many bytes is refused.
    pub most: u64,
}

/// The body of a POST.
#[derive(Debug, Clone)]
pub struct Sending {
    /// Its type, such as `application/timestamp-query`.
    pub mime: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Request {
    /// Asks for what is at `url`, with an answer of at most `most` bytes.
    #[must_use]
    pub fn get(url: impl Into<String>, most: u64) -> Self {
        Self { url: url.into(), body: None, most }
    }

    /// Posts `bytes` of the type `mime` to `url`.
    #[must_use]
    pub fn post(url: impl Into<String>, mime: &'static str, bytes: Vec<u8>, most: u64) -> Self {
        Self { url: url.into(), body: Some(Sending { mime, bytes }), most }
    }
}

/// What was answered, whatever its status; a redirect is an answer like any other.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The type without its parameters, in small letters; empty if none was named.
    pub mime: String,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Something that fetches from other machines.
#[async_trait::async_trait]
pub trait Fetch: Send + Sync {
    /// Sends the request and reads the whole answer.
    ///
    /// # Errors
    /// [`NetError`]: nothing was sent, or no whole answer came.
    async fn fetch(&self, request: Request) -> Result<Answer, NetError>;
}
