//! JSON that programs send.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::Problem;

/// A body read as `T`, and the hash of its bytes. A handler that takes one answers 422 to a body
/// that is no such JSON, and says where the fault is.
#[derive(Debug, Clone)]
pub struct Sent<T> {
    /// What was sent.
    pub value: T,
    /// SHA-256 of the bytes, in hexadecimal: the same request has the same.
    pub sha256: String,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, state).await.map_err(|refused| {
            match refused.status() {
                axum::http::StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
                _ => Problem::invalid(refused.body_text()),
            }
        })?;
        // The reader's own words name the field and the place: they are for programmers.
        let value = read(&bytes).map_err(|error| Problem::invalid(error.to_string()))?;
        Ok(Self { value, sha256: hex::encode(Sha256::digest(&bytes)) })
    }
}

/// The value, its texts without the character U+0000, which PostgreSQL keeps in no text.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    if !bytes.windows(6).any(|six| six == b"\\u0000") {
        return serde_json::from_slice(bytes);
    }
    serde_json::from_value(without_nul(serde_json::from_slice(bytes)?))
}

fn without_nul(value: Value) -> Value {
    let plain = |text: String| text.replace('\0', "");
    match value {
        Value::String(text) => Value::String(plain(text)),
        Value::Array(items) => items.into_iter().map(without_nul).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (plain(key), without_nul(value))).collect()
        }
        other => other,
    }
}
