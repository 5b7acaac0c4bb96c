//! Time-stamps of an authority (RFC 3161): the question, reading the answer, and checking it.
//!
//! A [`Query`] holds the SHA-256 of what is to be stamped and a nonce. [`read_reply`] takes the
//! authority's answer apart and refuses what does not belong to the question. With [`Anchors`] it
//! also checks the signature and that the certificate leads to one that the operator trusts.
//! Nothing here knows the network; the bytes of question and answer are those that
//! `openssl ts -verify` takes.

mod error;
mod fields;
mod instant;
mod query;
mod reply;
mod signature;
mod token;
mod trust;

pub use error::StampError;
pub use query::Query;
pub use reply::{Stamp, read_reply};
pub use trust::Anchors;

/// The media type of a question.
pub const QUERY_MIME: &str = "application/timestamp-query";
/// The media type of an answer.
pub const REPLY_MIME: &str = "application/timestamp-reply";
/// No answer of an authority is longer; those in use have 2 to 8 kB.
pub const MOST_REPLY: u64 = 64 * 1024;
